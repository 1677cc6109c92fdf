import type { HttpResponse, ResponseHead, StatusMatcher } from '../delivery';
import type { WebhookFailure } from '../failure';
import type { JsonValue } from '../formats/json';
import type { ListedValues, Settings } from '../settings';
import type { SoapFault } from './soap-fault';

/** How bodies are read. */
export interface ReadOptions {
	format: Settings['response']['format'];
	/** Overrides the charset that the response names; empty = none. */
	charset: string;
	/** The item's field for a body that is a file. */
	binaryProperty: string;
}

/** A response's body as the workflow works with it. */
export interface DecodedBody<F = unknown> {
	/** `null` for no body and for a file. */
	body: JsonValue;
	/** Why a body with a type of JSON or XML stayed text. */
	parseError?: string;
	/** Whether bytes of it are not valid in its charset; U+FFFD stands in their place. */
	hasLostBytes?: true;
	/** Why the item fails in any case: the body is too complex to decode. */
	failure?: WebhookFailure;
	/** If the body was kept as a file: its `response.file`, and the stored file. */
	file?: { fileName: string; mimeType: string; bytes: number; stored: F };
	/** Of a body, or its first part, that was kept as a file: the SOAP Fault at its beginning. */
	soapFault?: SoapFault;
	/** Of a body with parts: those that were kept as files, by the item's field. */
	files?: Record<string, F>;
}

/** The parts of a response that are judged. */
export type JudgedResponse = Pick<ResponseHead, 'statusCode' | 'statusMessage'> &
	Partial<Pick<ResponseHead, 'headers'>> &
	Pick<HttpResponse<never>, 'notFollowed'> & {
		body: JsonValue;
		/** Whether the body was kept as a file. */
		isFile?: boolean;
		/** The SOAP Fault in such a file. */
		soapFault?: SoapFault | undefined;
	};

/** What is known about a retry, for a failed status. */
export interface RetryOutlook {
	/** The statuses of `retryStatusCodes`. */
	isRetryable: StatusMatcher;
	/** How long the service asked to wait. */
	retryAfterMs?: number;
	/** Which bodies say that the request was not acted on. */
	when?: ListedValues | undefined;
	/** The method, if it was not retried only because the service may have acted on it. */
	notRepeated?: string;
}
