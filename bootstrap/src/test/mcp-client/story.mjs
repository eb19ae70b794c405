// What an agent does with the ledger, told with the client of one SDK. Each step stands on those before it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isResourceNotFound, slowTickTick, statusOf, version } from './generations.mjs';

const TOOLS = [
  'find_tasks', 'get_task', 'get_overview', 'get_history', 'claim_tasks', 'create_tasks', 'update_tasks',
  'complete_tasks', 'move_tasks', 'delete_items', 'save_project', 'undo_changes', 'sync_now', 'resolve_sync_conflicts',
  'start_timer', 'stop_timer', 'save_time_entries', 'get_time_report',
];
const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

/**
 * @param name of the client, as the ledger knows it
 * @param open opens a session
 * @param sessions false where the client and the server agree on a version that has none: each request stands alone
 */
export function story(name, open, { sessions = true } = {}) {
  const projectName = `Parser of ${name}`;
  let session;
  let project;
  let tasks;
  let made;

  const call = (tool, args, options) => session.call(tool, args, options);

  /** The structured answer of a call that went well; the text has to stand for itself as well. */
  async function answer(tool, args, options) {
    const result = await call(tool, args, options);
    const text = textOf(result);
    assert.ok(!result.isError, text);
    assert.ok(text.length > 0, `${tool} answers a text`);
    assert.ok(result.structuredContent, `${tool} answers structured content`);
    return { ...result.structuredContent, text };
  }

  async function refusal(tool, args) {
    const result = await call(tool, args);
    assert.equal(result.isError, true, JSON.stringify(result));
    assert.equal(result.structuredContent, undefined);
    return textOf(result);
  }

  const found = async (more = {}) => (await answer('find_tasks', { project, ...more })).tasks;
  const task = async key => (await answer('get_task', { tasks: [key] })).tasks[0];

  describe(`${name}: a session`, () => {
    before(async () => {
      session = await open();
    });

    after(() => session.close());

    it('says who is there and how to work with it', () => {
      assert.equal(session.client.getServerVersion().name, 'devledger');
      const instructions = session.client.getInstructions();
      assert.match(instructions, /get_overview/);
      assert.ok(instructions.length <= 2048, `${instructions.length} characters`);
      assert.equal(session.session !== undefined, sessions, `the id of the session: ${session.session}`);
    });

    it('lists the tools with all that a client needs to know of them', () => {
      assert.deepEqual(session.tools.map(tool => tool.name), TOOLS);
      for (const tool of session.tools) {
        assert.ok(tool.title && tool.description, tool.name);
        assert.equal(tool.outputSchema?.type, 'object', tool.name);
        assert.deepEqual(HINTS.filter(hint => typeof tool.annotations?.[hint] !== 'boolean'), [], tool.name);
      }
    });

    it('makes a project, which the overview shows', async () => {
      const saved = await answer('save_project', { name: projectName, status: 'active', reason: 'the client test' });
      project = saved.results[0].key;
      assert.match(project, /^P-\d+$/);
      assert.ok(saved.changeSet);
      assert.ok(saved.text.includes(project), saved.text);
      const { projects, sync } = await answer('get_overview', { project: projectName });
      assert.deepEqual(projects.map(each => [each.key, each.name, each.status]), [[project, projectName, 'active']]);
      assert.ok(sync);
    });

    it('makes tasks once, however often it asks with the same key', async () => {
      const args = {
        project,
        tasks: [{ title: 'Read the grammar' }, { title: 'Left recursion', priority: 'high', due_date: '2027-03-31' }],
        idempotency_key: `${name}-makes`,
      };
      const first = await answer('create_tasks', args);
      tasks = first.results.map(result => result.key);
      made = { args, changeSet: first.changeSet };
      assert.equal(tasks.length, 2);
      assert.ok(!first.replayed);
      const again = await answer('create_tasks', args);
      assert.equal(again.replayed, true);
      assert.equal(again.changeSet, first.changeSet);
      assert.deepEqual(again.results, first.results);
      assert.equal((await found()).length, 2);
      assert.match(
        await refusal('create_tasks', { ...args, tasks: [{ title: 'Another' }] }),
        /^idempotency_mismatch: /);
    });

    it('pages through a list with a cursor', async () => {
      const seen = [];
      let cursor;
      do {
        const page = await answer('find_tasks', { project, sort: 'title', limit: 1, ...(cursor && { cursor }) });
        assert.ok(page.tasks.length <= 1);
        if (page.nextCursor) {
          assert.ok(page.text.includes(page.nextCursor), 'the text has the cursor too');
        }
        seen.push(...page.tasks.map(each => each.title));
        cursor = page.nextCursor;
      } while (cursor);
      assert.deepEqual(seen, ['Left recursion', 'Read the grammar']);
    });

    it('tries something out without doing it', async () => {
      const tried = await answer('create_tasks', { project, tasks: [{ title: 'Only tried' }], dry_run: true });
      assert.equal(tried.dryRun, true);
      assert.equal(tried.changeSet, undefined);
      assert.equal((await found({ query: 'Only tried' })).length, 0);
      await answer('delete_items', { items: tasks, dry_run: true });
      assert.equal((await found()).length, 2);
    });

    it('changes what it has read, and is stopped where that is stale', async () => {
      const [key] = tasks;
      const { version: read } = await task(key);
      const change = title => ({ tasks: [{ key, title }], expected_version: { [key]: read } });
      const changed = await answer('update_tasks', change('Read all of the grammar'));
      assert.ok(changed.results[0].version > read);
      const stale = await refusal('update_tasks', change('Read none of it'));
      assert.match(stale, /^stale: /);
      assert.ok(stale.includes(key), stale);
      assert.equal((await task(key)).title, 'Read all of the grammar');
    });

    it('is told which argument is wrong, and which tool there is not', async () => {
      assert.match(await refusal('create_tasks', { tasks: [{ title: '' }] }), /^invalid: .*tasks\[0\]\.title/s);
      assert.match(
        await refusal('update_tasks', { tasks: [{ key: tasks[0], due_date: '31.3.' }] }),
        /^invalid: .*tasks\[0\]\.due_date/s);
      assert.match(await refusal('get_task', { tasks: [tasks[0]], wrong: 1 }), /^invalid: .*wrong/s);
      assert.match(await refusal('move_tasks', { tasks: ['T-999999'], project }), /^not_found: .*T-999999/s);
      await assert.rejects(call('drop_everything'), { code: -32602 });
      assert.match(await refusal('ticktick_list_projects'), /^toolset_off: /);
    });

    it('completes a task, finds that in the history, and takes it back', async () => {
      const [, key] = tasks;
      const done = await answer('complete_tasks', { tasks: [key], reason: 'it works' });
      assert.equal((await task(key)).status, 'completed');
      const { entries } = await answer('get_history', { change_set: done.changeSet, response_format: 'detailed' });
      assert.equal(entries.length, 1);
      const [entry] = entries;
      assert.deepEqual(
        [entry.entity.key, entry.actor, entry.channel, entry.tool, entry.client, entry.reason],
        [key, 'owner', 'mcp', 'complete_tasks', `${name}/${version}`, 'it works']);
      const undone = await answer('undo_changes', { change_sets: [done.changeSet] });
      assert.equal((await task(key)).status, 'open');
      await answer('undo_changes', { change_sets: [undone.changeSet] });
      assert.equal((await task(key)).status, 'completed');
    });

    it('asks how it was', async () => {
      const [key] = tasks;
      const { entries } = await answer('get_history', { entity: key });
      const first = entries.at(-1);
      const { state } = await answer('get_history', { entity: key, as_of: String(first.position) });
      assert.equal(state.title, 'Read the grammar');
    });

    it('deletes and restores', async () => {
      await answer('delete_items', { items: [tasks[0]] });
      assert.deepEqual((await found({ deleted: true })).map(each => each.key), [tasks[0]]);
      assert.match(
        await refusal('update_tasks', { tasks: [{ key: tasks[0], title: 'Too late' }] }),
        /^conflict_state: .*delete_items/s);
      await answer('delete_items', { items: [tasks[0]], restore: true });
      assert.deepEqual((await found()).map(each => each.key), [tasks[0]]);
    });

    it('moves a task below another one', async () => {
      await answer('move_tasks', { tasks: [tasks[0]], parent: tasks[1] });
      await answer('move_tasks', { tasks: [tasks[0]], top_level: true });
      const other = await answer('save_project', { name: `Elsewhere of ${name}` });
      await answer('move_tasks', { tasks: [tasks[0]], project: other.results[0].key });
      assert.equal((await found()).length, 0);
      await answer('move_tasks', { tasks: [tasks[0]], project });
      assert.equal((await found()).length, 1);
    });

    it('hears how far a sync has come', async () => {
      const heard = [];
      const synced = await answer('sync_now');
      assert.equal(synced.connector, 'ticktick');
      await slowTickTick(400);
      await answer('sync_now', {}, { onprogress: each => heard.push(each.progress) });
      await slowTickTick();
      assert.ok(heard.length > 0, 'no progress was reported');
      assert.ok(heard.every((each, i) => i === 0 || each > heard[i - 1]), `not growing: ${heard}`);
      const { plan } = await answer('sync_now', { dry_run: true });
      assert.deepEqual(plan ?? [], []);
      const { conflicts } = await answer('resolve_sync_conflicts');
      assert.deepEqual(conflicts, []);
    });

    it('reads resources', async () => {
      const read = async uri => (await session.client.readResource({ uri })).contents[0];
      const { resources } = await session.client.listResources();
      // In the legacy era the SDK lists resources and prompts in an order of its own.
      const listed = resources.map(each => each.uri);
      for (const uri of ['devledger://overview', 'devledger://ready', 'devledger://agents']) {
        assert.ok(listed.includes(uri), `${uri} is not among ${listed}`);
      }
      const { resourceTemplates } = await session.client.listResourceTemplates();
      assert.deepEqual(
        resourceTemplates.map(each => each.uriTemplate).sort(),
        ['devledger://projects/{key}', 'devledger://projects/{key}/history', 'devledger://tasks/{key}']);
      for (const uri of ['devledger://overview', `devledger://projects/${project}`]) {
        const content = await read(uri);
        assert.equal(content.mimeType, 'text/markdown');
        assert.ok(content.text.includes(projectName), content.text);
      }
      assert.match((await read(`devledger://projects/${project}/history`)).text, /Read all of the grammar/);
      await assert.rejects(read('devledger://projects/P-999999'), isResourceNotFound);
      await assert.rejects(read('devledger://nothing'), isResourceNotFound);
    });

    it('gets the prompt of the weekly review', async () => {
      const { prompts } = await session.client.listPrompts();
      assert.deepEqual(
        prompts.map(each => each.name).sort(),
        ['hand_over', 'plan_feature', 'stand_up', 'start_work', 'triage', 'weekly_review']);
      const { messages } = await session.client.getPrompt({ name: 'weekly_review', arguments: { project } });
      assert.ok(messages.some(each => each.content.text.includes(project)), JSON.stringify(messages));
    });

    it('has keys and names completed', async () => {
      const complete = async (ref, name, value) =>
        (await session.client.complete({ ref, argument: { name, value } })).completion.values;
      const template = { type: 'ref/resource', uri: 'devledger://projects/{key}' };
      const prompt = { type: 'ref/prompt', name: 'weekly_review' };
      assert.ok((await complete(template, 'key', project)).includes(project));
      assert.ok((await complete(prompt, 'project', projectName.toLowerCase())).length > 0);
      assert.deepEqual(await complete(prompt, 'project', 'no project is called so'), []);
    });

    it('goes on after the server was restarted', async () => {
      // How far each has come in the sync may have changed meanwhile.
      const kept = async () => (await found({ status: ['open', 'completed'] })).map(({ sync, ...rest }) => rest);
      const before = await kept();
      assert.equal(before.length, 2);
      const old = session;
      const restart = await fetch(process.env.DEVLEDGER_RESTART, { method: 'POST' });
      assert.equal(restart.status, 204);
      if (sessions) {
        await assert.rejects(old.call('get_overview'), error => statusOf(error) === 404);
      } else {
        // Nothing of the client was lost with the server, so the same client goes on.
        assert.ok(!(await old.call('get_overview')).isError);
      }
      await old.drop();
      session = await open();
      if (sessions) {
        assert.notEqual(session.session, old.session);
      }
      assert.deepEqual(session.tools, old.tools);
      assert.deepEqual(await kept(), before);
      const again = await answer('create_tasks', made.args);
      assert.equal(again.replayed, true);
      assert.equal(again.changeSet, made.changeSet);
    });
  });
}

function textOf(result) {
  return result.content.filter(part => part.type === 'text').map(part => part.text).join('\n');
}
