/** HoopAI: create, read, update, delete; going on; retries; blocked addresses; preview. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

/** @param {import('./example-run.mjs').ExampleRun} example */
export function hoopAI(example) {
	describe('HoopAI', () => {
		before(example.run('12-hoopai.json'));

		it('creates, reads, updates and deletes by id', () => {
			const { contactId } = example.itemOf('Remove: DELETE').variables;
			const created = example.arrived(({ path, method }) => path === '/contacts' && method === 'POST');
			assert.equal(created.body.tags, 'vip,spring sale');
			assert.deepEqual([created.body.pipeline, created.body.stage], ['Sales', 'Won']);
			assert.equal(created.body.value, 1250.5);
			assert.equal(created.body.favouriteColor, 'green');
			assert.deepEqual(example.methodsAndStatuses(`/contacts/${contactId}`), [
				'GET 200',
				'PUT 200',
				'DELETE 204',
				'GET 404',
			]);
			const read = example.arrived(({ query }) => query.fields === 'all');
			assert.deepEqual([read.text, read.headers['content-type']], ['', undefined]);
			assert.deepEqual(example.arrived(({ method }) => method === 'PUT').body.tags, [
				'vip',
				'spring sale',
			]);
		});

		it('goes on whatever the answer, with the status and what the service said', () => {
			const item = example.itemOf('Read what is gone');
			assert.equal(item.response.statusCode, 404);
			assert.match(
				item.failure.message,
				/^The service responded with 404 Not Found: "There is no contact/,
			);
			assert.equal(example.execution.runs('Gone, and on it goes'), 1);
			assert.equal(example.execution.runs('Still there'), 0);
		});

		it('tries again by itself', () => {
			assert.deepEqual(
				example
					.itemOf('Retry, built in')
					.response.attempts.map(
						(/** @type {{ statusCode: number }} */ { statusCode }) => statusCode,
					),
				[503, 503, 200],
			);
		});

		it('tries again with an If on the Failure output', () => {
			assert.equal(example.execution.runs('One attempt'), 3);
			assert.equal(example.execution.items('One attempt', 1).length, 2);
			assert.equal(example.itemOf('One attempt').response.ok, true);
			assert.equal(example.execution.runs('Wait a second'), 2);
			assert.equal(example.execution.runs('Given up'), 0);
		});

		it('keeps private addresses out of reach', () => {
			assert.equal(example.itemOf('A private address', 1).failure.kind, 'blocked');
			assert.equal(example.itemOf('A private address', 1).response, undefined);
		});

		it('sends all fields of the contact without a template', () => {
			const { body } = example.arrived(
				({ path, headers }) => path === '/echo' && headers['x-campaign'] === undefined,
			);
			assert.deepEqual(body, {
				first_name: 'Ben',
				email: 'ben.hoopai@example.com',
				tags: ['vip', 'spring sale'],
				favourite_color: 'green',
			});
		});

		it('shows the request in a preview, and sends the same to a request catcher', () => {
			const { request } = example.itemOf('Preview');
			assert.deepEqual(request.unresolved, ['contact.town']);
			assert.match(request.curl, /^curl /);
			const caught = example.arrived(({ headers }) => headers['x-campaign'] !== undefined);
			assert.deepEqual(JSON.parse(caught.text), request.body);
			assert.equal(caught.headers['x-campaign'], 'Sales');
			assert.equal(caught.headers['x-campaign'], request.headers['X-Campaign']);
		});
	});
}
