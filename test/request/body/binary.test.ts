import { Readable } from 'node:stream';

import { binaryBody } from '../../../nodes/CustomWebhook/request/body/binary';
import { scopeOf } from '../support';

it.each([
	['text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
	['text/csv\r\nX-Evil: 1', 'application/octet-stream'],
	['text/Ж', 'application/octet-stream'],
])('a file of the type %j is sent as %s', async (mimeType, contentType) => {
	const file = { fileName: 'a', mimeType, length: 1, open: () => Readable.from(['a']) };
	const body = await binaryBody('data', 'binaryProperty')(
		scopeOf({}),
		async () => await Promise.resolve(file),
	);
	expect(body).toMatchObject({ contentType });
});
