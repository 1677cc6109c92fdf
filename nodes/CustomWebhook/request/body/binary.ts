import { isHeaderText } from '../../template';
import { UNKNOWN_TYPE } from '../files';
import type { BodyBuilder } from './types';

/** The item's file as it is, streamed from where n8n keeps it. */
export function binaryBody(property: string, field: string): BodyBuilder {
	return async (_scope, files) => {
		const file = await files(property, field);
		if (file.length === 0) return undefined;
		const contentType = isHeaderText(file.mimeType) ? file.mimeType : UNKNOWN_TYPE;
		return { content: { open: () => file.open(), length: file.length }, contentType };
	};
}
