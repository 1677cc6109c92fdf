/** Avaya.cx: Set Variables, the subscriber check, every method and body, SOAP, logs, timeout. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

/** @param {import('./example-run.mjs').ExampleRun} example */
export function avayaCx(example) {
	describe('Avaya.cx', () => {
		before(example.run('13-avaya-cx.json'));

		it('finds a subscriber and sets a variable of each type', () => {
			const item = example.itemOf('Look the subscriber up');
			assert.deepEqual(item.linkedIds, { salesforce: { contactId: '0035g00000XyZ' } });
			assert.deepEqual(item.source, { email: 'eva.avaya@example.com' });
			assert.deepEqual(item.details.tags, ['newsletter', 'returning']);
			assert.ok(!Number.isNaN(Date.parse(item.details.answeredAt)));
			assert.deepEqual(item.routing, { queue: 'vip' });
			assert.deepEqual(item.contact.profile, { language: 'de' });
			assert.equal(item.contact.email, 'eva.avaya@example.com');
			assert.match(item.variables.subscriberId, /^sub_\d+$/);
			assert.equal(item.variables.answeredWith, 200);
		});

		it('takes the failure route for who is none, with the failure variables', () => {
			const item = example.itemOf('Look the subscriber up', 1);
			assert.equal(item.failure.statusCode, 404);
			assert.equal(item.variables.subscriberId, 'none');
			assert.deepEqual(item.details, { notes: 'no subscriber: tom.avaya@example.com' });
		});

		it('has a discount code at the end of both routes', () => {
			const { subscriberId, discountCode } = example.itemOf('Code for a subscriber').variables;
			assert.equal(discountCode, `BACK-${subscriberId}`);
			assert.equal(example.itemOf('Code for a new subscriber').variables.discountCode, 'WELCOME-KYIV');
			const mail = example.arrived(({ body }) => body?.to === 'eva.avaya@example.com');
			assert.deepEqual([mail.body.code, mail.body.language], [discountCode, 'de']);
			assert.equal(
				example.arrived(({ body }) => body?.email === 'tom.avaya@example.com').body.consent,
				true,
			);
		});

		it('puts the request on the item where it is logged', () => {
			const { request } = example.itemOf('Look the subscriber up');
			assert.equal(request.method, 'GET');
			assert.match(request.url, /\/contacts\?email=eva\.avaya%40example\.com$/);
			assert.equal(example.itemOf('Too slow', 1).request, undefined);
		});

		it("writes a line for each delivery into n8n's log, and both bodies where that is asked for", async () => {
			const log = await example.real.n8n.output();
			assert.match(log, /Look the subscriber up: GET \S+\/contacts\?email=\S+ → 404, 1 attempt/);
			assert.match(log, /response body: .*Nobody with the address tom\.avaya@example\.com/);
			assert.match(log, /request body: .{0,40}language.{0,10}uk/);
			assert.doesNotMatch(log, /response body: .*discountCode/);
		});

		it('sends PATCH, and HEAD, which has no body to give', () => {
			const { subscriberId } = example.itemOf('HEAD').variables;
			assert.deepEqual(example.methodsAndStatuses(`/contacts/${subscriberId}`), [
				'PATCH 200',
				'HEAD 200',
			]);
			assert.equal(example.itemOf('HEAD').response.body, null);
			assert.equal(example.itemOf('PATCH').response.body.language, 'uk');
		});

		it('sends XML, XML from JSON, a form from rows and from text, and form data with a file', () => {
			const xml = example.requests.filter(
				({ headers }) => headers['content-type'] === 'application/xml; charset=utf-8',
			);
			assert.equal(xml.length, 2);
			assert.match(xml[0]?.text ?? '', /^<caller id="sub_\d+">\n {2}<email>eva\.avaya@example\.com</);
			assert.match(
				xml[1]?.text ?? '',
				/^<\?xml version="1\.0" encoding="UTF-8"\?><caller id="sub_\d+"><email>.*<tag>a<\/tag><tag>b<\/tag><\/caller>$/,
			);
			const forms = example.requests.filter(({ headers }) =>
				/urlencoded/.test(headers['content-type'] ?? ''),
			);
			assert.deepEqual(
				forms.map(({ text }) => text.replaceAll('%20', '+')),
				Array(2).fill('email=eva.avaya%40example.com&phone=%2B49+30+1234567'),
			);
			const { headers, text } = example.arrived((request) =>
				/^multipart/.test(request.headers['content-type'] ?? ''),
			);
			assert.equal(Number(headers['content-length']), Buffer.byteLength(text));
			assert.match(
				text,
				/name="attachment"; filename="town\.txt"\r\nContent-Type: text\/plain\r\n\r\nLviv\r\n/,
			);
		});

		it('calls a SOAP service, and takes its Fault for a failure', () => {
			const [call] = example.requests.filter(({ path }) => path === '/soap');
			assert.equal(call?.headers['content-type'], 'text/xml; charset=utf-8');
			assert.equal(call?.headers.soapaction, '"http://example.com/GetPromoCode"');
			assert.match(call?.text ?? '', /<soap:Body><GetPromoCode .*<city>Lviv<\/city>/s);
			assert.equal(example.itemOf('SOAP').variables.promocode, 'LVIV-15');
			assert.match(example.itemOf('SOAP with a Fault', 1).failure.message, /No city given/);
		});

		it('takes the failure route after the timeout, and sets a variable there', () => {
			const item = example.itemOf('Too slow', 1);
			assert.equal(item.failure.kind, 'timeout');
			assert.equal(item.details.result, 'no answer in time');
		});

		it('finds both the second time', async () => {
			const second = await example.real.run(example.real.workflow('13-avaya-cx.json'));
			assert.equal(second.execution.items('Code for a subscriber').length, 2);
			assert.equal(second.execution.runs('Write the subscriber'), 0);
		});
	});
}
