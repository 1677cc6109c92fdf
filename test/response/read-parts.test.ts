import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { bodyReader } from '../../nodes/CustomWebhook/response/read-body';

const read = async (type: string, text: string) => {
	const bytes = Buffer.from(text);
	const reader = bodyReader({ format: 'auto', charset: '', binaryProperty: 'data' }, buffer);
	return await reader(
		{
			statusCode: 200,
			statusMessage: '',
			headers: { 'content-type': type },
			url: 'https://x.test/',
			method: 'GET',
		},
		{ bytes: async () => await Promise.resolve(bytes), stream: () => Readable.from([bytes]) },
	);
};
const part = (headers: readonly string[], content: string) =>
	`--b\r\n${headers.join('\r\n')}\r\n\r\n${content}\r\n`;

describe('A multipart body', () => {
	test('becomes the list of its parts, each read by its own type', async () => {
		const { body, files } = await read(
			'multipart/mixed; boundary=b',
			part(['Content-Type: application/json'], '{"a":1}') +
				part(['Content-Type: text/xml'], '<a>1</a>') +
				part(['Content-Disposition: form-data; name="note"'], 'hello') +
				part(
					['Content-Type: image/png', 'Content-Disposition: attachment; filename="../x.png"'],
					'PNG',
				) +
				part(['Content-Type: application/pdf'], 'PDF') +
				'--b--',
		);
		expect(body).toEqual([
			{ headers: { 'content-type': 'application/json' }, body: { a: 1 } },
			{ headers: { 'content-type': 'text/xml' }, body: { a: '1' } },
			{ name: 'note', headers: { 'content-disposition': 'form-data; name="note"' }, body: 'hello' },
			expect.objectContaining({
				fileName: '../x.png',
				body: null,
				file: { property: 'data', fileName: 'x.png', mimeType: 'image/png', bytes: 3 },
			}),
			expect.objectContaining({
				body: null,
				file: { property: 'data_1', fileName: 'response.pdf', mimeType: 'application/pdf', bytes: 3 },
			}),
		]);
		expect(files).toEqual({ data: Buffer.from('PNG'), data_1: Buffer.from('PDF') });
	});

	test.each(['application/octet-stream', 'application/pdf'])(
		'tells of the SOAP Fault in its first part, whose type is %s',
		async (type) => {
			const fault =
				'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>' +
				'<faultstring>Broken</faultstring></s:Fault></s:Body></s:Envelope>';
			const root = part([`Content-Type: ${type}`], fault);
			const { soapFault } = await read('multipart/related; boundary=b', `${root}--b--`);
			expect(soapFault).toEqual({ reason: 'Broken' });
		},
	);

	test('a Fault among its attachments is not its own', async () => {
		const fault =
			'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault/></s:Body></s:Envelope>';
		const parts =
			part(['Content-Type: text/xml'], '<a/>') + part(['Content-Type: application/pdf'], fault);
		const { soapFault } = await read('multipart/related; boundary=b', `${parts}--b--`);
		expect(soapFault).toBeUndefined();
		const inner = `--c\r\nContent-Type: application/pdf\r\n\r\n${fault}\r\n--c--`;
		const nested =
			part(['Content-Type: text/xml'], '<a/>') +
			part(['Content-Type: multipart/mixed; boundary=c'], inner);
		expect((await read('multipart/related; boundary=b', `${nested}--b--`)).soapFault).toBeUndefined();
	});

	test('may have parts in its parts', async () => {
		const inner = `--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}\r\n--c--`;
		const { body } = await read(
			'multipart/mixed; boundary=b',
			part(['Content-Type: multipart/mixed; boundary=c'], inner) + '--b--',
		);
		expect(body).toMatchObject([{ body: [{ body: 'HTTP/1.1 200 OK\r\n\r\n{}' }] }]);
	});

	test('that is cut off is kept as a file', async () => {
		const decoded = await read('multipart/mixed; boundary=b', part([], 'x'));
		expect(decoded).toMatchObject({ body: null, file: { mimeType: 'multipart/mixed' } });
	});
});
