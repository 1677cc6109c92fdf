import {
	checkedName,
	compileHeaders,
	withoutOwnHost,
	findHeader,
	mergeHeaders,
	renderHeaders,
} from '../../nodes/CustomWebhook/request/headers';
import { isSetByNode } from '../../nodes/CustomWebhook/delivery';
import { failureOf } from '../template/render';
import { compile, scopeOf } from './support';

const render = (name: string, value: string, json: object = {}) =>
	renderHeaders([{ name, value: compile(value, `headers.${name}`, 'header') }], scopeOf(json));

it('keeps names as typed and values as rendered, without space around them', () => {
	expect(render('X-iD', ' {{id}} ', { id: 7 })).toEqual([['X-iD', '7']]);
});

it('of two with the same name, compared without case, the last wins', () => {
	expect(
		mergeHeaders(
			[['Accept', '1']],
			[
				['ACCEPT', '2'],
				['X', '3'],
			],
		),
	).toEqual([
		['ACCEPT', '2'],
		['X', '3'],
	]);
	expect(findHeader([['Content-Type', 'a']], 'content-type')).toEqual(['Content-Type', 'a']);
});

it.each(['', 'X Name', 'X:Name', 'Naïve', 'a\r\nb'])('the name %j makes no header', (name) => {
	expect(() => render(name, 'v')).toThrow(
		expect.objectContaining({ kind: 'request', field: `headers.${name.replace(/\r\n/, ' ')}` }),
	);
});

it('of a whole header in its name, it is told where the value goes', () => {
	const description = 'Everything after the colon goes into Value.';
	expect(() => render('Accept: text/csv', '')).toThrow(expect.objectContaining({ description }));
	expect(() => render('X Name', '')).toThrow(expect.not.objectContaining({ description }));
	expect(() => checkedName('X:', 'options.signatureHeader')).toThrow(
		expect.not.objectContaining({ description }),
	);
});

const OF_CURL = [
	'Content-Length',
	'transfer-encoding',
	'Connection',
	'TE',
	'Expect',
	'Upgrade',
	'keep-alive',
	'Trailer',
];

it.each([...OF_CURL, 'Proxy-Connection'])(
	'%s, which comes with a pasted cURL command, is left out',
	(name) => {
		const rows = [
			{ name, value: '{{#if' },
			{ name: 'X', value: '1' },
		];
		expect(compileHeaders(rows, compile).map((header) => header.name)).toEqual(['X']);
		expect(isSetByNode(name)).toBe(true);
	},
);

it('an option cannot name such a header', () => {
	expect(() => checkedName('Content-Length', 'options.signatureHeader')).toThrow(
		/sets the header Content-Length itself/,
	);
});

it.each([
	['https://api.test/', 'api.test', true],
	['https://api.test/', 'API.test:443', true],
	['http://api.test:8080/', 'api.test:8080', true],
	['http://api.test:8080/', 'api.test', false],
	['https://api.test/', 'other.test', false],
])('of %s, Host: %s is left out: %s', (url, host, isLeftOut) => {
	expect(
		withoutOwnHost(
			[
				['hOst', host],
				['X', '1'],
			],
			new URL(url),
		),
	).toHaveLength(isLeftOut ? 1 : 2);
});

it('a name of megabytes is shown in part', () => {
	const long = 'ä'.repeat(6_000_000);
	const failure = failureOf(() => checkedName(long));
	expect(failure.message.length + failure.field!.length).toBeLessThan(300);
});

it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'price €', '\ud800'])(
	'the value %j is refused, naming the header',
	(value) => {
		expect(() => render('X-Name', '{{value}}', { value })).toThrow(
			expect.objectContaining({ kind: 'request', field: 'headers.X-Name' }),
		);
	},
);
