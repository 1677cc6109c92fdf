import type { BodyBuilder } from './types';

/** The item's file as it is, streamed from where n8n keeps it. */
export function binaryBody(property: string): BodyBuilder {
	return async (_scope, files) => {
		const file = await files(property, 'binaryProperty');
		if (file.length === 0) return undefined;
		return { content: { open: () => file.open(), length: file.length }, contentType: file.mimeType };
	};
}
