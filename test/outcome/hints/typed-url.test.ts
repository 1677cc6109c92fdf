import { odditiesOfForm, odditiesOfUrl } from '../../../nodes/CustomWebhook/outcome/hints/typed-url';

const told = (url: string, requestFrom = 'fields') =>
	odditiesOfUrl({ requestFrom, url, templates: { syntax: 'handlebars' } } as never);

it.each([
	['https://a.test/?a=1&amp;b=2', /an escaped &.*Write & alone/],
	['https://a.test/?a=1?b={{b}}', /a second \?.*Write & between parameters/],
	['https://a.test/x Authorization: Bearer {{key}}', /a header behind it.*Move it into Headers/],
	['https://a.test/?p=50%', /a % that encodes nothing.*%25/],
	['https://a.test/50%/x', /a % that encodes nothing/],
	['https://a.test/?phone=+49123', /a \+ in its query.*%2B/],
	['https://a.test/?phone=+{{phone}}', /a \+ in its query/],
	['https://a.test/?d=2026-01-01T00:00:00+02:00', /a \+ in its query/],
	['https://a.test/?d=2026-01-01T00:00:00.000+02:00', /a \+ in its query/],
])('what is not sent as it looks is told with the way out: %s', (url, message) => {
	expect(told(url)).toEqual([expect.stringMatching(message)]);
	expect(told(url, 'curl')).toEqual([]);
});

it.each([
	'https://a.test/{{id}}?a=1&b=2',
	'https://a.test/?q=a+b&r=what?',
	' https://a.test/{{ x }}?$filter=a eq {{b}} ',
	'https://a.test/a b:c/{{id}}',
	'https://a.test/+1/x%20y?e=a%2B1',
	'https://a.test/?redirect={{ "x?y=1&amp;z=50%" }}',
	'https://a.test/?p={{x}}%25',
])('what is sent as it looks is not: %s', (url) => {
	expect(told(url)).toEqual([]);
});

describe('In a form that is typed as one text', () => {
	const ofForm = (text: string, requestFrom = 'fields') =>
		odditiesOfForm({
			requestFrom,
			body: { type: 'formText', text },
			templates: { syntax: 'handlebars' },
		} as never);

	it.each([
		['To=+15551234&Body=Hi', /^Form Body has a \+ in a form value.*read as a space.*Write %2B/],
		['To=+{{contact.phone}}', /a \+ in a form value/],
		['at=2026-01-01T00:00:00+02:00', /a \+ in a form value/],
		['a=1&amp;b=2', /^Form Body has an escaped &/],
		['a=50%&b=2', /^Form Body has a % that encodes nothing/],
	])('what services read in another way is told: %s', (text, message) => {
		expect(ofForm(text)).toEqual([expect.stringMatching(message)]);
	});

	it('the place in a cURL command is told', () => {
		expect(ofForm('To=+15551234', 'curl')).toEqual([expect.stringMatching(/^cURL Command has a \+/)]);
	});

	it.each(['a=1+1&b=x+y', 'To={{contact.phone}}&To2=%2B15551234', 'a={{ "=+1" }}'])(
		'what is meant is not: %s',
		(text) => {
			expect(ofForm(text)).toEqual([]);
		},
	);

	it('other bodies have none', () => {
		expect(
			odditiesOfForm({ requestFrom: 'fields', body: { type: 'json', text: '{"a":"=+1"}' } } as never),
		).toEqual([]);
	});
});
