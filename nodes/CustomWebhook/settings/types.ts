import type { Choice } from '../defaults';
import type { DeliveryPolicy, Signing } from '../delivery';
import type { TypedPath } from '../formats';
import type { JsonObject } from '../formats/json';
import type { RunScope, TemplateOptions } from '../template';
import type {
	LaterRule,
	ListedValues,
	PageRule,
	SuccessRule,
	VariableName,
	VariableRule,
} from './response-rules';

/** A header, a query parameter, a form field. The name is raw text of a template, except for a header. */
export interface NamedTemplate {
	name: string;
	/** Raw text of the template. */
	value: string;
}

/** A row of Form Fields and Files; name, value and file name are raw templates. */
export type PartSettings =
	| {
			kind: 'text';
			name: string;
			value: string;
			/** Raw template; the part is sent as a file if it is not empty. */
			fileName?: string;
			mimeType?: string;
			/** Line ends stay as they are. */
			isAsTyped?: true;
	  }
	| { kind: 'file'; name: string; binaryProperty: string; fileName: string; mimeType: string };

/** The body's settings; the texts are raw templates. */
export type BodySettings =
	| { type: 'none' }
	| {
			type: 'json';
			text: string;
			/** Whether one JSON value a line is valid too. */
			mayBeLines?: true;
	  }
	/** All fields of the record, or of the item, as JSON. */
	| { type: 'jsonOf'; source: 'record' | 'item' }
	| { type: 'xml'; source: Choice<'xmlSource'>; text: string; soapAction: string }
	| { type: 'form'; fields: NamedTemplate[] }
	/** A form as one text, `a=1&b={{x}}`. */
	| {
			type: 'formText';
			text: string;
			/** Whether the typed text is sent byte for byte; only values are encoded. */
			isAsTyped?: true;
	  }
	| { type: 'multipart'; parts: PartSettings[] }
	| { type: 'text'; text: string; contentType: string }
	| { type: 'binary'; property: string };

/** A row of Failure Variables. */
export interface FailureVariable {
	rule: VariableName;
	/** Raw text of the template. */
	value: string;
}

/** How a person tries the node out. */
export interface TestSettings {
	readonly send: Choice<'testSend'>;
	/** The path of the value to choose items by. */
	readonly path: string;
	readonly value: string;
	/** Where requests go instead; with a path, it is put in front of theirs. */
	readonly address?: string;
	/** Replaces the JSON of each input item. */
	readonly record?: JsonObject;
}

/** How items share requests. */
export interface BatchSettings {
	/** Items in one request; over 1. */
	size: number;
	/** Of the whole body, before compression; 0 = no limit. */
	maxBytes: number;
	format: Choice<'batchFormat'>;
	/** Raw text of the template, with a mark in place of the list; undefined if the list is the whole body. */
	envelope: { text: string; marker: string } | undefined;
	/** Where the results are in a response. */
	results: TypedPath | undefined;
	match: { by: 'position' } | { by: 'field'; item: TypedPath; result: TypedPath };
}

export interface PaginationSettings extends PageRule {
	/** Undefined if the service names the address of the next page. */
	parameter: PageParameterSettings | undefined;
	maxPages: number;
	/** Of all pages. */
	maxBytes: number;
}

/** Where the cursor, or the number of a page goes. */
export interface PageParameterSettings {
	/** In JSON a path. */
	name: string;
	place: 'query' | 'json' | 'form';
}

/** Times in milliseconds. */
export interface ResultSettings extends LaterRule {
	waitFor: 'location' | 'url';
	/** Raw text of the template; only with `url`. */
	statusUrl: string;
	intervalMs: number;
	timeoutMs: number;
}

/** The node's parameters, typed, checked and read-only. */
export interface Settings {
	readonly operation: Choice<'operation'>;
	/** ID of the saved webhook, if one is called. */
	readonly workflow?: string;
	/** The source of the request's fields. */
	readonly requestFrom: Choice<'requestFrom'>;
	readonly method: Choice<'method'>;
	/** Raw text of the template. */
	readonly url: string;
	readonly authentication: Choice<'authentication'>;
	readonly queryParameters: readonly NamedTemplate[];
	readonly headers: readonly NamedTemplate[];
	/** Names, in lower case, of headers that the node does not add by itself. */
	readonly headersLeftOut: readonly string[];
	/** Basic authentication that was typed: the raw text of a template, `user:password`, and where it was. */
	readonly userAndPassword: { readonly text: string; readonly isInUrl: boolean } | undefined;
	/** The option of the cURL command that has the password of a proxy. */
	readonly proxyPassword: '-x' | '-U' | undefined;
	readonly body: BodySettings;
	readonly webhookName: string;
	readonly dataContext: Pick<RunScope, 'dataContext' | 'dataContextPath'>;
	readonly responseVariables: readonly VariableRule[];
	readonly failureVariables: readonly FailureVariable[];
	readonly onFailure: Choice<'onFailure'>;
	readonly clientCertificate: boolean;
	/** Without what comes from credentials. */
	readonly policy: DeliveryPolicy;
	/** Equal for equal policies. */
	readonly policyKey: string;
	/** How the pages of a list are read; undefined if each response is complete by itself. */
	readonly pagination: PaginationSettings | undefined;
	/** How a result that comes later is waited for; undefined if the response is the result. */
	readonly result: ResultSettings | undefined;
	/** Which bodies are retried like a 429. */
	readonly retryWhen: ListedValues | undefined;
	readonly response: {
		readonly format: Choice<'responseFormat'>;
		/** Empty = the charset that the response names. */
		readonly charset: string;
		readonly binaryProperty: string;
		readonly output: Choice<'output'>;
		readonly includeInput: boolean;
		/** Characters of JSON that an AI model sees of an item; undefined if no model reads it. */
		readonly longestForModel: number | undefined;
	};
	readonly success: SuccessRule;
	readonly templates: TemplateOptions;
	/** Undefined if each item has a request of its own. */
	readonly batch: BatchSettings | undefined;
	/** Whether batches are off although something of them is set. */
	readonly areBatchesForgotten?: true;
	readonly idempotency: {
		readonly mode: Choice<'idempotencyKey'>;
		/** Raw text of the template. */
		readonly value: string;
		readonly header: string;
	};
	/** Without its secrets. */
	readonly signing: Omit<Signing, 'secret' | 'previousSecret'> | undefined;
	readonly logging: {
		readonly requestBody: boolean;
		readonly responseBody: boolean;
		/** Raw text of the template; empty if no record is to find the execution. */
		readonly findBy: string;
		/** As typed between the commas. */
		readonly redactFields: readonly string[];
	};
	/** Waits before each further try of an item that failed for now, in milliseconds. */
	readonly later: readonly number[] | undefined;
	/** Undefined in production. */
	readonly test: TestSettings | undefined;
}
