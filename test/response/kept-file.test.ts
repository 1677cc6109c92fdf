import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { ResponseHead } from '../../nodes/CustomWebhook/delivery/types';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { keepBody, type KeepFile } from '../../nodes/CustomWebhook/response/kept-file';

const head: ResponseHead = {
	statusCode: 200,
	statusMessage: 'OK',
	headers: { 'content-disposition': 'attachment; filename="a.pdf"' },
	url: 'https://x.test/',
	method: 'GET',
};
const FAULT =
	'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>' +
	'<faultcode>s:Server</faultcode><faultstring>Broken</faultstring></s:Fault></s:Body></s:Envelope>';

const bodyOf = (stream: Readable) => ({ bytes: async () => await buffer(stream), stream: () => stream });
const store: KeepFile<string> = async (content) => (await buffer(content)).toString();
const keep = async (stream: Readable, keepFile: KeepFile<string> = store, type = 'application/pdf') =>
	await keepBody(head, type, bodyOf(stream), keepFile);

describe('keepBody', () => {
	test('hands the bytes on with name and type, and counts them', async () => {
		const seen: unknown[] = [];
		const kept = await keep(
			Readable.from([Buffer.from('ab'), Buffer.from('cde')]),
			async (content, ...rest) => {
				seen.push(...rest);
				return await store(content, ...rest);
			},
		);
		expect(kept).toEqual({
			body: null,
			file: { fileName: 'a.pdf', mimeType: 'application/pdf', bytes: 5, stored: 'abcde' },
		});
		expect(seen).toEqual(['a.pdf', 'application/pdf']);
	});

	test.each([
		['at the beginning', FAULT, true],
		['in small pieces', FAULT, true],
		['that another element than the Body holds', FAULT.replaceAll('Body', 'Header'), false],
		['behind more than anybody puts in front', `<!--${'-'.repeat(70_000)}-->${FAULT}`, false],
	])('tells of a SOAP Fault %s of an XML file', async (_, text, isFound) => {
		const chunks = (text.length < 1000 ? text.match(/.{1,7}/g)! : [text]).map((part) =>
			Buffer.from(part),
		);
		const kept = await keep(Readable.from(chunks), store, 'application/soap+xml');
		expect(kept.soapFault).toEqual(isFound ? { code: 's:Server', reason: 'Broken' } : undefined);
		expect(kept.file?.stored).toBe(text);
	});

	const inPart = (headers: string, content: string) =>
		`--b\r\nContent-Type: text/xml${headers}\r\n\r\n${content}\r\n`;

	test.each([
		['of no type', '', FAULT],
		['of bytes', 'application/octet-stream', FAULT],
		['of another type, which was set before the service failed', 'application/pdf', FAULT],
		['behind a byte order mark and a blank line', 'application/octet-stream', `\ufeff\r\n${FAULT}`],
		['in a part, with no boundary in the type', 'multipart/related', `${inPart('', FAULT)}--b--`],
		['in a part that has no end', 'multipart/related', inPart('', FAULT)],
		['in a part behind a blank line', 'application/octet-stream', `\r\n${inPart('', FAULT)}--b--`],
		[
			'in a part in base64',
			'multipart/related',
			inPart('\r\nContent-Transfer-Encoding: base64', Buffer.from(FAULT).toString('base64')),
		],
		['in a second part', 'multipart/related', inPart('', '<a/>') + inPart('', FAULT)],
	])('tells of a SOAP Fault %s', async (_, type, text) => {
		const kept = await keep(Readable.from([Buffer.from(text)]), store, type);
		expect(kept.soapFault).toEqual({ code: 's:Server', reason: 'Broken' });
		expect(kept.file?.stored).toBe(text);
	});

	test('tells of a SOAP Fault in UTF-16 with a byte order mark', async () => {
		const bytes = Buffer.from(`\ufeff${FAULT}`, 'utf16le');
		expect((await keep(Readable.from([bytes]))).soapFault).toBeDefined();
	});

	test.each([
		['quotes one', `PK\u0003\u0004${FAULT}`],
		['is of another language', FAULT.replaceAll('http://schemas.xmlsoap.org/', 'http://x.test/')],
		['has one in a part that is no XML', `--b\r\n\r\nSee: ${FAULT}\r\n--b--`],
		['is a patch', `--- a/x\n+++ b/x\n${FAULT}`],
	])('a file that %s is none', async (_, text) => {
		expect((await keep(Readable.from([Buffer.from(text)]))).soapFault).toBeUndefined();
	});

	test('a type that nobody named is octets', async () => {
		expect((await keep(Readable.from([Buffer.from('a')]), store, '')).file?.mimeType).toBe(
			'application/octet-stream',
		);
	});

	test('an empty body makes no file', async () => {
		const keepFile = jest.fn(store);
		expect(await keep(Readable.from([]), keepFile)).toEqual({ body: null });
		expect(keepFile).not.toHaveBeenCalled();
	});

	test('what breaks the body is what fails, also where the store wraps it', async () => {
		const cut = new WebhookFailure('network', 'The connection broke.');
		const broken = () =>
			Readable.from(
				(async function* () {
					yield Buffer.from('a');
					await Promise.resolve();
					throw cut;
				})(),
			);
		await expect(keep(broken())).rejects.toBe(cut);
		const wrapping: KeepFile<string> = async (...args) =>
			await store(...args).catch((cause: unknown) => {
				throw new Error('store', { cause });
			});
		await expect(keep(broken(), wrapping)).rejects.toBe(cut);
		const atOnce = new Readable({ read: () => undefined });
		atOnce.destroy(cut);
		await expect(keep(atOnce)).rejects.toBe(cut);
	});

	test.each([
		['before it reads', async () => await Promise.reject(new Error('ENOSPC'))],
		[
			'while it reads',
			async (content: Readable) => {
				for await (const chunk of content) throw new Error(`ENOSPC at ${String(chunk)}`);
				return '';
			},
		],
	])('a store that fails %s is a failure of the response, and the body is let go', async (_, keepFile) => {
		const source = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(1024);
			})(),
		);
		await expect(keep(source, keepFile)).rejects.toMatchObject({
			kind: 'response',
			message: 'The file that the service sent could not be stored in n8n.',
		});
		expect(source.destroyed).toBe(true);
	});

	test('of 200 MB only a little is under way at a time', async () => {
		const chunk = Buffer.alloc(64 * 1024, 'x');
		const total = chunk.length * 3052;
		let sent = 0;
		const source = Readable.from(
			(function* () {
				for (; sent < total; sent += chunk.length) yield chunk;
			})(),
			{ objectMode: false },
		);
		let taken = 0;
		let mostUnderWay = 0;
		const kept = await keepBody(head, 'video/mp4', bodyOf(source), async (content) => {
			for await (const piece of content) {
				taken += (piece as Buffer).length;
				mostUnderWay = Math.max(mostUnderWay, sent - taken);
			}
			return 'done';
		});
		expect(kept.file?.bytes).toBe(total);
		expect(taken).toBe(total);
		expect(mostUnderWay).toBeLessThan(1_000_000);
	});
});
