import { statusFailure } from '../../nodes/CustomWebhook/response/status-failure';

const never = { isRetryable: () => false };
const response = (statusCode: number, statusMessage = '', body: string | null = null) => ({
	statusCode,
	statusMessage,
	body,
});

describe('statusFailure', () => {
	test('says the status, its phrase and what the service says', () => {
		const failure = statusFailure(response(404, 'Not Here', 'No such contact'), never);
		expect(failure).toMatchObject({
			kind: 'status',
			message: 'The service responded with 404 Not Here: "No such contact"',
		});
	});

	test('knows the phrase where the service sends none', () => {
		expect(statusFailure(response(503), never).message).toBe(
			'The service responded with 503 Service Unavailable.',
		);
		expect(statusFailure(response(599), never).message).toBe('The service responded with 599.');
	});

	test('a SOAP Fault is no outage, though SOAP 1.1 sends each with 500', () => {
		const envelope = (fault: object) => ({
			'soap:Envelope': {
				'@_xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
				'soap:Body': { 'soap:Fault': fault },
			},
		});
		const told = (fault: object) =>
			statusFailure({ ...response(500), body: envelope(fault) } as never, never).description;
		expect(told({ faultcode: 'soap:Client', faultstring: 'No such city' })).toBe(
			'This is a SOAP Fault (soap:Client): compare XML Body and SOAP Action with the documentation of the service.',
		);
		expect(told({ faultstring: 'No such city' })).toMatch(/^This is a SOAP Fault: compare/);
	});

	test.each([
		[400, 'Compare Content Type, body and parameters'],
		[401, 'credential'],
		[403, 'permissions'],
		[404, 'Check the URL'],
		[404, 'may not see it'],
		[410, 'gone for good'],
		[415, 'Content-Type'],
		[422, 'Preview'],
		[429, 'too many requests'],
		[500, 'internal error'],
		[502, 'no valid response from it. The request may succeed later'],
		[503, 'overloaded, or down for maintenance'],
		[504, 'no response from it in time'],
		[507, 'internal error'],
		[302, 'Follow redirects'],
		[304, 'Nothing has changed'],
		[418, 'documentation'],
		[201, 'Status Codes of Success Condition'],
	])('%i comes with a way out', (statusCode, text) => {
		expect(statusFailure(response(statusCode), never).description).toContain(text);
	});

	test('the wait that the service asks for is told', () => {
		const retry = { isRetryable: () => true, retryAfterMs: 92_500 };
		expect(statusFailure(response(429), retry).description).toMatch(/ It asks for a wait of 93 s\.$/);
		expect(statusFailure(response(429), never).description).not.toContain('wait of');
	});

	test.each([
		['ftp://a.test/', '(ftp://a.test/)'],
		['no Location header', '(no Location header)'],
	])('a redirect that cannot be followed says so: %s', (notFollowed, told) => {
		const failure = statusFailure({ ...response(302), notFollowed }, never);
		expect(failure.message).toBe(
			`The service responded with 302 Found and redirects to an address that cannot be followed ${told}.`,
		);
		expect(failure.description).not.toContain('Follow redirects');
	});

	test('a status that a POST is not retried for says why, and what to do', () => {
		const retry = { isRetryable: () => true, notRepeated: 'POST' };
		expect(statusFailure(response(503), retry).description).toMatch(
			/POST is not retried, because the service may have acted on it already\..*Idempotency Key.*Retry Mode/,
		);
		expect(statusFailure(response(503), { isRetryable: () => true }).description).not.toContain('POST');
	});

	test.each([
		['Digest realm="a, Basic b", qop="auth", nonce="x"', 'Digest'],
		['NTLM', 'NTLM'],
		[['Negotiate', 'NTLM'], 'Negotiate (Kerberos) or NTLM'],
		['Negotiate, NTLM', 'Negotiate (Kerberos) or NTLM'],
		['Negotiate YWJj==', 'Negotiate (Kerberos)'],
		['dIGEST realm = "x"', 'Digest'],
		['Digest realm="a" NTLM', 'Digest or NTLM'],
		['Digest realm="a, Basic realm=b", qop="auth,auth-int" Negotiate', 'Digest or Negotiate (Kerberos)'],
		['Digest realm="say \\", Basic \\"", nonce=x=y', 'Digest'],
		['Digest realm="never closed, Basic realm=b', 'Digest'],
		[', ,Digest realm=a ,', 'Digest'],
		['Negotiate NTLM', 'Negotiate (Kerberos) or NTLM'],
	])('a 401 that asks for %j says that it is not supported', (challenge, scheme) => {
		const headers = { 'www-authenticate': challenge };
		expect(statusFailure({ ...response(401), headers }, never).description).toContain(
			`The service wants ${scheme} authentication, which this node does not support.`,
		);
	});

	test.each([
		'Basic realm="Digest"',
		'Digest realm="a", Basic realm="b"',
		'Digest realm="a" Basic realm="b"',
		'Digest realm="a, b" ,\tBasic realm="b, c"',
		'Digest realm=a, qop="auth,auth-int" Bearer',
		'NTLM Basic realm="a"',
		'Bearer error="x"',
		'',
		'Foo',
	])('a 401 that offers something else, or nothing, does not: %j', (challenge) => {
		const headers = { 'www-authenticate': challenge };
		expect(statusFailure({ ...response(401), headers }, never).description).not.toContain('support');
	});

	test('is retryable where the list of statuses says so, but never after 410', () => {
		const always = { isRetryable: () => true, retryAfterMs: 5000 };
		expect(statusFailure(response(503), always)).toMatchObject({ retryable: true, retryAfterMs: 5000 });
		expect(statusFailure(response(503), never)).toMatchObject({ retryable: false });
		expect(statusFailure(response(503), never).retryAfterMs).toBeUndefined();
		expect(statusFailure(response(410), always).retryable).toBe(false);
	});

	test('stays short, whatever the service sends', () => {
		const failure = statusFailure(response(500, 'x'.repeat(65_536), 'y'.repeat(1_000_000)), never);
		expect(failure.message.length).toBeLessThan(500);
	});
});
