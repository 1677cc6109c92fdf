import type { NameValue, RequestCredential } from '../delivery';

/** What a credential adds to each request of a run. */
export interface AppliedCredential extends Omit<RequestCredential, 'refresh'> {
	/** Override typed headers of the same name. The latest ones, if a token was renewed. */
	readonly headerValues: readonly NameValue[];
	/** Texts that must never appear in anything that this node writes; a renewed token is added. */
	readonly secrets: readonly string[];
	/**
	 * Gets the first token, before a request can be made.
	 * @throws WebhookFailure `credentials` if there is none
	 */
	prepare?(): Promise<void>;
	/** Resolves with headers with a new token, which replace the refused ones. */
	renew?(refused: readonly NameValue[]): Promise<readonly NameValue[] | undefined>;
	/** With a service credential: its address, and what templates can read. */
	readonly service?: Service;
	/** What may be wrong with it, to be told if the service refuses it. */
	readonly doubt?: string;
	/** Statuses by which the service says that a token has expired. */
	readonly expiredStatusCodes?: readonly number[];
}

/** The fields of a credential, decrypted. */
export type CredentialData = Record<string, unknown>;

/** What a service credential adds to an item's templates and URL. */
export interface Service {
	/** Without query and fragment. */
	readonly base: URL;
	/** The values by their paths: `location.api_token` is a member of a member. */
	readonly values: object;
}
