import { partsOf } from '../../nodes/CustomWebhook/response/multipart';
import { expectProportional } from '../support/growth';

const parts = (text: string, boundary = 'b') =>
	partsOf(Buffer.from(text), boundary)?.map(({ headers, content }) => [headers, content.toString()]);

describe('partsOf', () => {
	test('takes preamble and epilogue for nothing, and the last line break for the delimiter', () => {
		expect(
			parts('hello\r\n--b\r\nA: 1\r\nb:  2\r\n x\r\n\r\none\r\n\r\n--b \r\n\r\ntwo\r\n--b--\r\nbye'),
		).toEqual([
			[{ a: '1', b: '2 x' }, 'one\r\n'],
			[{}, 'two'],
		]);
	});

	test('reads bare line feeds, and a part that is empty', () => {
		expect(parts('--b\nA: 1\n\none\n--b\n\n--b--')).toEqual([
			[{ a: '1' }, 'one'],
			[{}, ''],
		]);
	});

	test('is not misled by what only looks like a delimiter', () => {
		expect(parts('--b\r\n\r\nx --b\r\n--bc\r\n--b--')).toEqual([[{}, 'x --b\r\n--bc']]);
	});

	test.each([
		['base64', 'aMOp\r\n', 'hé'],
		['Quoted-Printable', 'h=C3=A9=\r\n!', 'hé!'],
		['8bit', 'h=C3', 'h=C3'],
	])('undoes the transfer encoding %s', (encoding, content, text) => {
		expect(
			parts(`--b\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${content}\r\n--b--`)?.[0]?.[1],
		).toBe(text);
	});

	test.each(['', 'text', '--b\r\n\r\ncut off', '--b\r\n\r\none\r\n--b\r\n\r\n'])(
		'%j is not a whole multipart body',
		(text) => expect(parts(text)).toBeUndefined(),
	);

	test('too many parts are not read', () => {
		expect(parts('--b\n\n'.repeat(10_002) + '--b--')).toBeUndefined();
	});

	test.each(['--b\n', '--b ', '--b\n\n', '\n', '--b: '])(
		'takes time in proportion to its length: %j',
		(piece) => {
			expectProportional(
				(length) => partsOf(Buffer.from(piece.repeat(length / piece.length)), 'b'),
				2_000_000,
			);
		},
	);
});
