import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { names, openSecond } from './generations.mjs';
import { story } from './story.mjs';

const modern = '2026-07-28';
const modes = [
  { name: names.legacy, mode: 'legacy', version: '2025-11-25' },
  { name: names.auto, mode: 'auto', version: modern },
  { name: names.pinned, mode: { pin: modern }, version: modern },
];

for (const { name, mode, version } of modes) {
  story(name, () => openSecond(name, mode), { sessions: version !== modern });

  describe(`${name}: the version of the protocol`, () => {
    it(`is ${version}`, async () => {
      const { client, close } = await openSecond(name, mode);
      assert.equal(client.getNegotiatedProtocolVersion(), version);
      await close();
    });
  });
}
