import { Readable } from 'node:stream';

import { showBody, shownText } from '../../../nodes/CustomWebhook/request/preview/body';

const stream = (content: Buffer) => ({ open: () => Readable.from([content]), length: content.length });

it('shows text, from wherever it comes, with its size in bytes', async () => {
	const shown = { kind: 'text', text: 'ä', bytes: 2 };
	expect(await showBody({ body: 'ä' })).toEqual(shown);
	expect(await showBody({ body: Buffer.from('ä') })).toEqual(shown);
	expect(await showBody({ body: stream(Buffer.from('ä')) })).toEqual(shown);
});

it('tells what is no text by its size', async () => {
	for (const content of [Buffer.from([0xff, 0xfe]), Buffer.from('a\0b')]) {
		const shown = await showBody({ body: content });
		expect(shown).toEqual({ kind: 'bytes', bytes: content.length });
		expect(shownText(shown)).toBe(`(${content.length} bytes)`);
	}
});

it('does not open a long body to show it', async () => {
	const open = jest.fn();
	expect(await showBody({ body: { open, length: 200_000_000 } })).toEqual({
		kind: 'bytes',
		bytes: 200_000_000,
	});
	expect(open).not.toHaveBeenCalled();
});

it('shows nothing where there is no body', async () => {
	const shown = await showBody({});
	expect([shown.bytes, shownText(shown)]).toEqual([0, null]);
});

it('shows what bytes mean that are written in another charset, or compressed', async () => {
	const shown = await showBody({ body: Buffer.from([0xe9]), bodyText: 'é' });
	expect(shown).toEqual({ kind: 'bytes', bytes: 1, text: 'é' });
	expect(shownText(shown)).toBe('é');
});
