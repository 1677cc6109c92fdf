import { execFileSync } from 'node:child_process';

import fc from 'fast-check';

import { curlCommand } from '../../nodes/CustomWebhook/request/curl';

/** What a shell hands to cURL. */
function argumentsOf(command: string): string[] {
	const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}`;
	return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const nothing = { kind: 'none', bytes: 0 } as const;

it('a shell hands any URL, header and body to cURL as they are', () => {
	const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '').toWellFormed());
	fc.assert(
		fc.property(text, text, text, (url, header, body) => {
			const command = curlCommand({
				method: 'POST',
				url,
				headers: [['X', header]],
				body: { kind: 'text', text: body, bytes: body.length },
			});
			expect(argumentsOf(command)).toEqual([
				'--request',
				'POST',
				'--globoff',
				'--url',
				url,
				'--header',
				header === '' ? 'X;' : `X: ${header}`,
				'--data-raw',
				body,
			]);
		}),
		{ numRuns: 40 },
	);
});

it('a HEAD asks for the head, and nothing is sent where there is no body', () => {
	const command = curlCommand({ method: 'HEAD', url: 'https://example.com', headers: [], body: nothing });
	expect(argumentsOf(command)).toEqual(['--head', '--globoff', '--url', 'https://example.com']);
});

it('a body that a shell cannot hold is taken from a file', () => {
	const command = curlCommand({ method: 'PUT', url: 'u', headers: [], body: { kind: 'bytes', bytes: 3 } });
	expect(argumentsOf(command).slice(-2)).toEqual(['--data-binary', '@body.bin']);
});
