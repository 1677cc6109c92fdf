import { execFileSync } from 'node:child_process';

import fc from 'fast-check';

import { curlCommand } from '../../../nodes/CustomWebhook/request/preview/curl';

/** What a shell hands to cURL. */
function argumentsOf(command: string, encoding: 'utf8' | 'latin1' = 'utf8'): string[] {
	const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}`;
	return execFileSync('sh', { encoding, input: Buffer.from(script) })
		.split('\0')
		.slice(0, -1);
}

/** What a shell hands to cURL as its input. */
function inputOf(command: string): string {
	return execFileSync('sh', { encoding: 'utf8', input: `curl() { cat; }\n${command}` });
}

const nothing = { kind: 'none', bytes: 0 } as const;

/** A request with all headers that cURL would add by itself. */
const TYPED: Array<[string, string]> = [
	['User-Agent', 'n8n'],
	['Accept', '*/*'],
	['Content-Type', 'text/plain'],
];

it('a shell hands any URL, header and body to cURL as they are', () => {
	const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '').toWellFormed());
	const ascii = fc.string({ unit: 'grapheme-ascii' });
	fc.assert(
		fc.property(text, ascii, text, (url, header, body) => {
			const command = curlCommand({
				method: 'POST',
				url,
				headers: [...TYPED, ['X', header]],
				body: { kind: 'text', text: body, bytes: body.length },
			});
			expect(argumentsOf(command)).toEqual([
				'--request',
				'POST',
				'--globoff',
				'--url',
				url,
				...TYPED.flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
				'--header',
				header === '' ? 'X;' : `X: ${header}`,
				'--data-raw',
				body,
			]);
		}),
		{ numRuns: 40 },
	);
});

it('a header goes out byte for byte as the node sends it, one for each character up to U+00FF', () => {
	const latin = fc.string({
		unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
	});
	fc.assert(
		fc.property(latin, (header) => {
			const command = curlCommand({
				method: 'GET',
				url: 'u',
				headers: [...TYPED, ['X', `${header}é`]],
				body: nothing,
			});
			expect(argumentsOf(command, 'latin1').at(-1)).toBe(`X: ${header}é`);
		}),
		{ numRuns: 40 },
	);
});

it.each([
	['is longer than an argument can be', `'\\0101%s${'é'.repeat(100_000)}\n`],
	['has a NUL in it', 'a\0b\\n\0\x007%d\n\n'],
])('a text that %s goes to cURL through a pipe', (_, text) => {
	const body = { kind: 'text', text, bytes: Buffer.byteLength(text) } as const;
	const command = curlCommand({ method: 'POST', url: 'u', headers: [], body });
	expect(argumentsOf(command).slice(-2)).toEqual(['--data-binary', '@-']);
	expect(inputOf(command)).toBe(text);
});

it('a HEAD asks for the head, and nothing is sent where there is no body', () => {
	const command = curlCommand({ method: 'HEAD', url: 'u', headers: TYPED.slice(0, 1), body: nothing });
	const typed = ['--header', 'User-Agent: n8n', '--header', 'Accept:'];
	expect(argumentsOf(command)).toEqual(['--head', '--globoff', '--url', 'u', ...typed]);
});

it('what cURL adds by itself is taken away if the request does not have it', () => {
	const body = { kind: 'text', text: 'a', bytes: 1 } as const;
	const command = curlCommand({ method: 'PUT', url: 'u', headers: [['accept', 'a/b']], body });
	const headers = argumentsOf(command).filter((_, at, all) => all[at - 1] === '--header');
	expect(headers).toEqual(['accept: a/b', 'User-Agent:', 'Content-Type:']);
});

it.each([
	['POST', true],
	['PUT', true],
	['PATCH', true],
	['DELETE', false],
	['GET', false],
])('a %s without a body says so, where the node says so: %s', (method, saysSo) => {
	const command = curlCommand({ method, url: 'u', headers: [], body: nothing });
	expect(argumentsOf(command).includes('Content-Length: 0')).toBe(saysSo);
});

it('a body that a shell cannot hold is taken from a file', () => {
	const command = curlCommand({ method: 'PUT', url: 'u', headers: [], body: { kind: 'bytes', bytes: 3 } });
	expect(argumentsOf(command).slice(-2)).toEqual(['--data-binary', '@body.bin']);
});
