/** eSputnik: variables in the URL, answers in later messages, https only. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

/** @param {import('./example-run.mjs').ExampleRun} example */
export function eSputnik(example) {
	describe('eSputnik', () => {
		before(example.run('14-esputnik.json'));

		it('puts variables into the URL', () => {
			assert.equal(
				example.arrived(({ path, query }) => path === '/contacts/find' && query.email !== undefined)
					.query.email,
				'olha.esputnik@example.com',
			);
			assert.deepEqual(example.arrived(({ path }) => path === '/promocode').query, {
				city: 'Odesa',
				email: 'olha.esputnik@example.com',
			});
		});

		it('finds the contact by e-mail, by phone and by id', () => {
			const { data } = example.itemOf('contact_get_by_id');
			assert.equal(data.contacts_get_by_email[0].id, data.contact_get_by_id.id);
			assert.equal(data.contacts_get_by_phone[0].id, data.contact_get_by_id.id);
		});

		it('finds the contact by the first of ID, phone and e-mail that the event has', () => {
			const { contact_of_event: found } = example.itemOf('contact_of_event').data;
			assert.equal(found[0].email, 'olha.esputnik@example.com');
			const asked = example.requests.filter(({ query }) => query.phone !== undefined);
			assert.deepEqual(
				asked.map(({ query }) => query).sort(),
				Array(2).fill({ phone: '380441234567' }),
			);
		});

		it('uses the answers in later messages: JSON with a connector and headers, XML, text', () => {
			const { id } = example.itemOf('contact_get_by_id').data.contact_get_by_id;
			const json = example.arrived(({ path }) => path === '/secure/bearer/echo');
			assert.deepEqual(json.body, {
				to: 'olha.esputnik@example.com',
				contactId: id,
				text: 'Your code for Odesa: ODESA-20',
				discount: 20,
			});
			assert.deepEqual(
				[json.headers['x-event'], json.headers['x-contact'], json.status],
				['cart_left', id, 200],
			);
			const xml = example.arrived(({ headers }) => /xml/.test(headers['content-type'] ?? ''));
			assert.match(xml.text, /<item price="12\.5">Tea &amp; &lt;cups&gt;<\/item>/);
			assert.match(xml.text, /<code>ODESA-20<\/code>/);
			const text = example.arrived(({ headers }) => /^text\/plain/.test(headers['content-type'] ?? ''));
			assert.equal(text.text, 'Your code, olha.esputnik@example.com: ODESA-20');
		});

		it('refuses what is not https where the author wants that', () => {
			assert.equal(example.itemOf('HTTPS only', 1).failure.kind, 'blocked');
			assert.equal(example.execution.items('Sent').length, 3);
		});
	});
}
