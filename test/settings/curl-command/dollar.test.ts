import fc from 'fast-check';

import { requestOfCommand } from './request';

const ITEM = { price: 12, name: 'Ann' };

/** The text body that a command sends whose value is quoted as given. */
async function bodyOf(quoted: string, syntax = 'handlebars'): Promise<unknown> {
	const command = `curl -H 'Content-Type: text/plain' --data-raw ${quoted} https://x.example`;
	const options = { templates: { values: { placeholderSyntax: syntax } } };
	return (await requestOfCommand(command, ITEM, { options })).body;
}

describe('a $ before a placeholder is text', () => {
	it.each([
		['in single quotes', `'{"total":"\${{price}}"}'`, '{"total":"$12"}'],
		['alone in single quotes', `'\${{price}}'`, '$12'],
		['with a blank between', `'$ {{price}}'`, '$ 12'],
		['in double quotes', `"\${{price}}"`, '$12'],
		['in double quotes, with a blank', `"$ {{price}}"`, '$ 12'],
		['in double quotes, escaped for the shell', `"\\\${{price}}"`, '$12'],
		['without quotes', `\${{price}}`, '$12'],
		['without quotes, escaped for the shell', `\\\${{price}}`, '$12'],
		["in $'…'", `$'\${{price}}\\n'`, '$12\n'],
		['twice', `'$\${{price}}$'`, '$$12$'],
		['before braces that are text', `'$\\{{price}}'`, '${{price}}'],
	])('%s', async (_where, quoted, body) => {
		expect(await bodyOf(quoted)).toBe(body);
	});

	it.each([
		['in single quotes', `'$\${price}'`, '$12'],
		['in double quotes', `"$\${price}"`, '$12'],
		["in $'…'", `$'$\${price}'`, '$12'],
	])('with the dollar syntax, too: %s', async (_where, quoted, body) => {
		expect(await bodyOf(quoted, 'dollar')).toBe(body);
	});

	it.each([
		['in double quotes', `"\\\${price}"`],
		['without quotes', `\\\${price}`],
	])(
		'with the dollar syntax, a placeholder that is escaped for the shell is one: %s',
		async (_where, quoted) => {
			expect(await bodyOf(quoted, 'dollar')).toBe('12');
		},
	);
});

describe('what a shell would have put in fails before anything is sent', () => {
	it.each([
		['a variable', '"$TOTAL"', '$TOTAL'],
		['a variable in braces', '"${TOTAL}"', '${TOTAL}'],
		['a variable with a default', '"${TOTAL:-5}"', '${TOTAL'],
		['a variable right before a placeholder', '"$TOTAL{{price}}"', '$TOTAL'],
		['a variable around a placeholder', '"${TOTAL{{price}}}"', '${TOTAL'],
		['a price in double quotes', '"$12.50"', '$1'],
		['the number of a process before a placeholder', '"$${{price}}"', '$$'],
		['arithmetic of bash', '"$[1+1]"', '$['],
	])('%s', async (_what, quoted, shown) => {
		const sent = bodyOf(quoted);
		await expect(sent).rejects.toMatchObject({ kind: 'request', field: 'curlCommand' });
		await expect(sent).rejects.toThrow(shown);
		await expect(sent).rejects.toThrow(/single quotes/);
	});

	it.each([
		['a number', '"$12.50"'],
		['the last result', '"$?"'],
		['the last token', '"$$"'],
		['a name with letters of any language', '"$größe"'],
	])('in PowerShell: %s', async (_what, quoted) => {
		const sent = requestOfCommand(`curl.exe \`\n --data-raw ${quoted} https://x.example`, ITEM);
		await expect(sent).rejects.toThrow(/variable of a shell.*single quotes/s);
	});
});

/** How sh writes any text as one word. */
const QUOTINGS: Record<string, (text: string) => string> = {
	'single quotes': (text) => `'${text.replaceAll("'", "'\\''")}'`,
	'double quotes': (text) => `"${text.replace(/[$`"\\]/g, '\\$&')}"`,
	"$'…'": (text) => `$'${text.replace(/['\\]/g, '\\$&')}'`,
	'no quotes': (text) => text.replace(/[^a-z0-9]/g, '\\$&'),
};

it.each(Object.entries(QUOTINGS))('dollars quoted for sh are sent as they are: %s', async (_name, quote) => {
	const text = fc
		.array(fc.constantFrom('$', '$$', '$a', '${a}', '$(a)', '$[1]', '$1', "'", '"', '`', 'x', ' '), {
			maxLength: 5,
		})
		.map((pieces) => pieces.join(''));
	await fc.assert(
		fc.asyncProperty(text, text, async (before, after) => {
			expect(await bodyOf(`a${quote(before)}{{price}}${quote(after)}z`)).toBe(`a${before}12${after}z`);
		}),
		{ numRuns: 200 },
	);
});
