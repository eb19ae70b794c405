import { names, openFirst } from './generations.mjs';
import { story } from './story.mjs';

story(names.first, openFirst);
