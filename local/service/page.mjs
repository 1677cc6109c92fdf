/** The page at / that says what there is. */

const ADDRESSES = [
	['GET …', '/echo', 'gives back method, path, query, headers and body, for any method'],
	[
		'GET',
		'/contacts?email=ann@example.com',
		'is this address a subscriber? 200 or 404; without e-mail the whole list',
	],
	['POST', '/contacts', 'adds a subscriber: a JSON object with an "email"'],
	['POST', '/contacts/bulk', 'adds up to 100 of them, in "contacts", with a result for each'],
	['GET PUT PATCH DELETE', '/contacts/sub_1001', 'one subscriber'],
	[
		'GET',
		'/contacts/find?phone=380441234567',
		'those with this <code>id</code>, <code>phone</code> or <code>email</code>, as a list',
	],
	['GET', '/catalog', 'ten products over three pages, with a cursor'],
	['POST', '/reports', 'takes an order for a report, which is ready a few seconds later at its Location'],
	['GET', '/promocode?city=Kyiv', 'a promo code for a town'],
	['POST', '/soap', 'the same in SOAP 1.1, for a <code>&lt;city&gt;</code> in the envelope'],
	['GET …', '/slow?ms=5000', 'answers late'],
	['GET …', '/fail?status=500', 'answers with that status; <code>&amp;retryAfter=2</code> adds the header'],
	['GET …', '/flaky', 'fails twice with 503, then works'],
	['GET …', '/secure/bearer', 'wants a token; <code>/secure/bearer/contacts</code> is the list behind it'],
	['GET …', '/secure/api-key', 'wants an API key, as <code>X-API-Key</code> or <code>?api_key=</code>'],
	['GET …', '/secure/basic', 'wants a user name and a password'],
	['POST', '/oauth/token', 'an OAuth2 token for a client ID and a client secret; it opens /secure/bearer'],
	['GET', '/requests', 'what came in lately'],
];

/** @returns {import('./answers.mjs').Answer} */
export function page() {
	const rows = ADDRESSES.map(
		([methods, address, text]) =>
			`<tr><td>${methods}</td><td><a href="${address}"><code>${address}</code></a></td><td>${text}</td></tr>`,
	);
	return {
		status: 200,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Local service</title>
<style>body{font:16px/1.6 system-ui;margin:3em auto;max-width:60em}td{padding:.2em 1em .2em 0;vertical-align:top}</style>
<h1>The local service</h1>
<p>A stand-in for the services that you deliver to. It forgets everything when it ends.
The secrets for the locked addresses are in <code>examples/credentials.json</code>.</p>
<table>${rows.join('\n')}</table></html>`,
	};
}
