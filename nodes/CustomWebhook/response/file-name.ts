import type { ResponseHead } from '../delivery';

/** The longest name that file systems allow, in bytes of UTF-8. */
const MAX_NAME_BYTES = 255;

/** The name of a file that has none, before the extension of its type. */
const DEFAULT_NAME = 'response';

/** Extensions for common types of files; other types have none. */
const EXTENSIONS: Readonly<Record<string, string>> = {
	'application/gzip': 'gz',
	'application/json': 'json',
	'application/msword': 'doc',
	'application/octet-stream': 'bin',
	'application/pdf': 'pdf',
	'application/rtf': 'rtf',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/xml': 'xml',
	'application/x-ndjson': 'ndjson',
	'application/zip': 'zip',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'image/avif': 'avif',
	'image/bmp': 'bmp',
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg',
	'image/tiff': 'tiff',
	'image/webp': 'webp',
	'text/calendar': 'ics',
	'text/css': 'css',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/xml': 'xml',
	'video/mp4': 'mp4',
	'video/webm': 'webm',
};

/** A parameter of a header: `; name=token` or `; name="quoted"`. */
const PARAMETER = /;\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/** `charset'language'percent-encoded` (RFC 8187, section 3.2). */
const EXTENDED_VALUE = /^([\w-]+)'[^']*'(.*)$/s;

/**
 * The name for a response that is kept as a file: that of `Content-Disposition` (RFC 6266; `filename*` before
 * `filename`), else the last segment of the URL, else `response` with the extension of its type. Always safe to use as
 * the name of a file in a folder.
 * @param shown hides the secrets of a name; called before the name is shortened, which could leave part of a secret
 */
export function fileNameOf(
	head: Pick<ResponseHead, 'headers' | 'url'>,
	mediaType: string,
	shown = (name: string) => name,
): string {
	const disposition = [head.headers['content-disposition'] ?? []].flat()[0] ?? '';
	return (
		safeName(shown(dispositionOf(disposition).filename)) ||
		safeName(shown(nameInUrl(head.url))) ||
		DEFAULT_NAME + extension(mediaType)
	);
}

/**
 * A name without path, control and direction characters, leading dots, or space around it; at most 255 bytes, with
 * its extension kept. Empty if nothing is left.
 */
export function safeName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const clean = last.replace(/[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
	return cutToFit(clean.trim().replace(/^[.\s]+/, ''));
}

/** The `name` and the file name of a `Content-Disposition` (RFC 6266, RFC 7578); empty if it has none. */
export function dispositionOf(header: string): { name: string; filename: string } {
	const parameters = new Map<string, string>();
	for (const [, name = '', quoted, token = ''] of header.matchAll(PARAMETER)) {
		const key = name.toLowerCase();
		const value = quoted === undefined ? token.trim() : quoted.replace(/\\(.)/gs, '$1');
		if (!parameters.has(key)) parameters.set(key, value);
	}
	const extended = extendedValue(parameters.get('filename*') ?? '');
	return {
		name: asUtf8(parameters.get('name') ?? ''),
		filename: extended || asUtf8(parameters.get('filename') ?? ''),
	};
}

function extendedValue(value: string): string {
	const [, charset = '', encoded = ''] = EXTENDED_VALUE.exec(value) ?? [];
	try {
		return new TextDecoder(charset).decode(percentDecoded(encoded));
	} catch {
		return '';
	}
}

function percentDecoded(text: string): Buffer {
	const latin1 = text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
	return Buffer.from(latin1, 'latin1');
}

/** Many services send UTF-8 in the header, which arrives decoded as Latin-1. */
function asUtf8(name: string): string {
	if (!/[\x80-\xff]/.test(name) || /[^\0-\xff]/.test(name)) return name;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'));
	} catch {
		return name;
	}
}

function nameInUrl(url: string): string {
	if (!URL.canParse(url)) return '';
	const segment = new URL(url).pathname.split('/').at(-1) ?? '';
	return percentDecoded(segment).toString('utf8');
}

function extension(mediaType: string): string {
	const known = EXTENSIONS[mediaType] ?? /\+(json|xml|zip)$/.exec(mediaType)?.[1];
	return known === undefined ? '' : `.${known}`;
}

function cutToFit(name: string): string {
	if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
	const ending = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
	let stem = '';
	let bytes = ending.length;
	for (const character of name) {
		bytes += Buffer.byteLength(character);
		if (bytes > MAX_NAME_BYTES) break;
		stem += character;
	}
	return stem + ending;
}
