import { Readable } from 'node:stream';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import { UNKNOWN_TYPE, type FileSource } from '../request';

/** The files of one item, streamed from n8n's binary store if it keeps them on disk. */
export function filesOf(context: IExecuteFunctions, itemIndex: number): FileSource {
	return async (property, field) => {
		const file = binaryOf(context, itemIndex, property, field);
		const described = { fileName: file.fileName ?? property, mimeType: file.mimeType || UNKNOWN_TYPE };
		const { id } = file;
		if (id === undefined) {
			const content = await context.helpers.getBinaryDataBuffer(itemIndex, property);
			return { ...described, length: content.length, open: () => Readable.from([content]) };
		}
		const { fileSize } = await context.helpers.getBinaryMetadata(id);
		return { ...described, length: fileSize, open: () => context.helpers.getBinaryStream(id) };
	};
}

/** Keeps the content of a response in n8n's binary store. */
export async function keepFile(
	context: IExecuteFunctions,
	content: Readable,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	return await context.helpers.prepareBinaryData(content, fileName, mimeType);
}

function binaryOf(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
	field: string,
): IBinaryData {
	const missing = (cause?: unknown) => {
		const present = Object.keys(context.getInputData()[itemIndex]?.binary ?? {});
		return new WebhookFailure('request', `The item has no file "${property}"`, {
			field,
			description: present.length > 0 ? `It has: ${present.join(', ')}` : 'It has no files at all',
			cause,
		});
	};
	let file: Partial<IBinaryData>;
	try {
		file = context.helpers.assertBinaryData(itemIndex, property);
	} catch (error) {
		throw missing(error);
	}
	// n8n's helper also gives what every object inherits, such as `toString`.
	if (typeof file.data !== 'string') throw missing();
	return file as IBinaryData;
}
