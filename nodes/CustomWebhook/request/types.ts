import type { NameValue, RequestCredential } from '../delivery';

/** What a credential adds to each request of a run. */
export interface AppliedCredential extends Omit<RequestCredential, 'refresh'> {
	/** Win over headers of the same name that the author typed. The latest ones, if a token was renewed. */
	readonly headerValues: readonly NameValue[];
	/** The texts that must never be seen in anything that this node writes; a renewed token comes to them. */
	readonly secrets: readonly string[];
	/**
	 * Gets what the credential lacks before a request can be made: its first token.
	 * @throws WebhookFailure `credentials` if it cannot be had
	 */
	prepare?(): Promise<void>;
	/** Gives the headers with a new token in place of those that a service refused. */
	renew?(refused: readonly NameValue[]): Promise<readonly NameValue[] | undefined>;
	/** With a service credential: its address, and what templates can read. */
	readonly service?: Service;
	/** Statuses by which the service says that a token has expired. */
	readonly expiredStatusCodes?: readonly number[];
}

/** The fields of a credential as n8n gives them, decrypted. */
export type CredentialData = Record<string, unknown>;

/** What a service adds to the templates and to the URL of an item. */
export interface Service {
	/** Without query and fragment. */
	readonly base: URL;
	/** The values by their paths: `location.api_token` is a member of a member. */
	readonly values: object;
}
