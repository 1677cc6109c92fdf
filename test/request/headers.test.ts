import {
	checkedName,
	findHeader,
	mergeHeaders,
	renderHeaders,
} from '../../nodes/CustomWebhook/request/headers';
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
		expect.objectContaining({ kind: 'request', field: `headers.${name}` }),
	);
});

it('of a whole header in its name, it is told where the value goes', () => {
	const description = 'What stands behind the colon goes into Value.';
	expect(() => render('Accept: text/csv', '')).toThrow(expect.objectContaining({ description }));
	expect(() => render('X Name', '')).toThrow(expect.not.objectContaining({ description }));
	expect(() => checkedName('X:', 'options.signatureHeader')).toThrow(
		expect.not.objectContaining({ description }),
	);
});

it.each(['Content-Length', 'transfer-encoding', 'Connection'])('%s is set by itself', (name) => {
	expect(() => render(name, 'v')).toThrow(/set by itself/);
});

it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'price €', '\ud800'])(
	'the value %j is refused, naming the header',
	(value) => {
		expect(() => render('X-Name', '{{value}}', { value })).toThrow(
			expect.objectContaining({ kind: 'request', field: 'headers.X-Name' }),
		);
	},
);
