import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { expectProportional } from '../support/growth';

const FOLDERS = ['nodes', 'credentials'].map((folder) => join(__dirname, '../..', folder));

/** What texts that block a pattern are made of: one piece, repeated, and an end that does not fit. */
const PIECES = [
	...'aA0 \t\n\r"\'<>/=-.,{}[]()\\%&#+:;é*_$@|?!^~`\u0000\u00ff',
	...[
		'ab',
		'a ',
		' a',
		'a.',
		'a=',
		'0.',
		'\\u',
		'%4',
		'%41',
		'a:',
		'<a ',
		'<a>',
		'{{',
		'}}',
		'a,',
		'" ',
		'="',
	],
	...[
		'\r\n',
		' \n',
		'\n ',
		'&#',
		'--',
		'<!',
		'://',
		'a/',
		'/.',
		'""',
		"''",
		'\\\\',
		'\\"',
		'whsec_',
		']]>',
	],
];
const END = '\u0001';
/** UTF-16 units. Quadratic work on them takes a second, linear work a millisecond. */
const LENGTH = 30_000;
/** Only what takes longer than this is measured at several lengths. Milliseconds. */
const SUSPICIOUS_MS = 20;

const files = FOLDERS.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
		.map((name) => join(folder, name)),
);

/** Every pattern that is written in the sources. */
function literals(): RegExp[] {
	const found: RegExp[] = [];
	for (const file of files) {
		const visit = (node: ts.Node): void => {
			if (ts.isRegularExpressionLiteral(node)) {
				const end = node.text.lastIndexOf('/');
				found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
	}
	return found;
}

/** Every pattern that the sources put together when they are loaded. */
function assembled(): RegExp[] {
	const found: RegExp[] = [];
	const original = globalThis.RegExp;
	const n8n: unknown = jest.requireActual('n8n-workflow');
	try {
		jest.isolateModules(() => {
			// It does not load with another RegExp than the engine's.
			jest.doMock('n8n-workflow', () => n8n);
			globalThis.RegExp = new Proxy(original, {
				construct(target, parts: [string, string?]) {
					const pattern = new target(...parts);
					const caller = new Error().stack?.split('\n')[2] ?? '';
					if (FOLDERS.some((folder) => caller.includes(folder))) found.push(pattern);
					return pattern;
				},
			});
			for (const file of files) jest.requireActual(file);
		});
	} finally {
		globalThis.RegExp = original;
		jest.dontMock('n8n-workflow');
	}
	return found;
}

function search(pattern: RegExp, piece: string, length: number): void {
	const text = piece.repeat(Math.ceil(length / piece.length)) + END;
	pattern.lastIndex = 0;
	if (pattern.global) text.replace(pattern, '');
	else pattern.exec(text);
}

function expectLinear(patterns: readonly RegExp[]): void {
	const distinct = [...new Map(patterns.map((pattern) => [String(pattern), pattern])).values()];
	for (const pattern of distinct) {
		for (const piece of PIECES) {
			const before = process.cpuUsage();
			search(pattern, piece, LENGTH);
			if (process.cpuUsage(before).user < SUSPICIOUS_MS * 1000) continue;
			expectProportional((length) => search(pattern, piece, length), LENGTH);
		}
	}
}

test('every pattern in the sources takes time in proportion to the length of a text', () => {
	const patterns = literals();
	expect(patterns.length).toBeGreaterThan(300);
	expectLinear(patterns);
});

test('so does every pattern that they put together', () => {
	const patterns = assembled();
	expect(patterns.map(String).join()).toContain('https?:');
	expectLinear(patterns);
});

test('a pattern that takes more is found', () => {
	expect(() => expectLinear([/a+$/])).toThrow();
});
