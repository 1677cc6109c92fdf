import { isHeaderText } from '../../template';
import type { BodyBuilder } from './types';

const UNKNOWN_TYPE = 'application/octet-stream';

/** The item's file as it is, streamed from where n8n keeps it. */
export function binaryBody(property: string): BodyBuilder {
	return async (_scope, files) => {
		const file = await files(property, 'binaryProperty');
		if (file.length === 0) return undefined;
		const contentType = isHeaderText(file.mimeType) ? file.mimeType : UNKNOWN_TYPE;
		return { content: { open: () => file.open(), length: file.length }, contentType };
	};
}
