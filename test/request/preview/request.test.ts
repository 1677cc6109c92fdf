import { createRedactor } from '../../../nodes/CustomWebhook/redact';
import { sentRequest, showBody, showRequest } from '../../../nodes/CustomWebhook/request';
import type { NameValue, OutgoingRequest } from '../../../nodes/CustomWebhook/delivery';

const shown = async (request: Partial<OutgoingRequest>, signature: NameValue[] = []) =>
	showRequest(
		{ method: 'POST', url: 'https://a.test/?token=x&a=the-secret', headers: [], ...request },
		await showBody(request),
		signature,
		createRedactor([['the-secret']]),
	);

it('The headers of a signature replace typed ones; one whose name tells of a secret is hidden', async () => {
	const { headers } = await shown({ headers: [['x-sig', 'typed']] }, [
		['X-Sig', 'v1'],
		['Signature', 's'],
	]);
	expect(headers).toEqual([
		['X-Sig', 'v1'],
		['Signature', '***'],
	]);
});

it('A request is shown without secrets: in its URL, its headers and its body, by the type of the body', async () => {
	const headers = [
		['Content-TYPE', 'application/x-www-form-urlencoded'],
		['Cookie', 'a'],
		['X-A', 'b the-secret'],
	] as const;
	expect(await shown({ headers, body: 'password=p&b=the-secret&c=1' })).toMatchObject({
		url: 'https://a.test/?token=***&a=***',
		contentType: 'application/x-www-form-urlencoded',
		headers: [headers[0], ['Cookie', '***'], ['X-A', 'b ***']],
		body: { kind: 'text', text: 'password=***&b=***&c=1' },
	});
});

it('The type of a body is shown without a secret that stands in it, and the body goes by the real one', async () => {
	const headers: NameValue[] = [['Content-Type', 'application/json; key=the-secret']];
	expect(await shown({ headers, body: '{"password":"p"}' })).toMatchObject({
		contentType: 'application/json; key=***',
		body: { text: '{"password":"***"}' },
	});
});

it('A body whose type nobody named is shown without the secrets of the credential', async () => {
	expect(await shown({ body: 'a the-secret' })).toMatchObject({
		contentType: null,
		body: { text: 'a ***' },
	});
});

it('A request without a body has none on the item that sent it', async () => {
	expect(sentRequest(await shown({}))).toMatchObject({ method: 'POST', headers: {}, body: null });
	expect(sentRequest(await shown({ body: 'x'.repeat(20_000) })).body).toMatch(/^x+… \(20000 bytes\)$/);
});
