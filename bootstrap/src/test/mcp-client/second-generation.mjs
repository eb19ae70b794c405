import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { names, openSecond } from './generations.mjs';
import { story } from './story.mjs';

story(names.second, openSecond);

describe('second-generation: the version of the protocol', () => {
  it('is 2025-11-25 for a client that asks for no newer one', () => isServed('legacy'));

  it('is 2025-11-25 for a client that tries a newer one first', () => isServed('auto'));

  it('is none for a client that takes only a newer one', async () => {
    await assert.rejects(openSecond({ pin: '2026-07-28' }), { code: 'ERA_NEGOTIATION_FAILED' });
  });
});

async function isServed(mode) {
  const session = await openSecond(mode);
  assert.equal(session.client.getNegotiatedProtocolVersion(), '2025-11-25');
  assert.ok(!(await session.call('get_overview')).isError);
  await session.close();
}
