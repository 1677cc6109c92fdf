import type { IExecuteFunctions } from 'n8n-workflow';

import { cancelled, unlessAborted } from '../delivery';
import { WebhookFailure } from '../failure';
import type { CredentialData } from '../request';
import type { Settings } from '../settings';
import { CredentialReader } from './credential-reader';
import {
	CREDENTIAL_TYPES,
	neededCredentials,
	type CredentialSettings,
	type NeededCredential,
} from './credential-types';
import { itemCredentials, type ItemCredentials } from './credentials';
import { openOAuth2 } from './oauth2';

/** Items that are looked up at once, because n8n reads each from its database. */
const READ_AT_ONCE = 10;

/** The credentials of a run, by item. Items with the same values share them, with their token. */
export class CredentialBook {
	/** All known secrets of all items; tokens that are fetched later are added. */
	readonly secrets: string[] = [];
	private readonly reader: CredentialReader;
	private readonly ofItems = new Map<string, Promise<ItemCredentials>>();
	private readonly distinct = new Map<string, ItemCredentials>();

	/** @param signal aborted when somebody stops the execution */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly signal: AbortSignal | undefined,
	) {
		this.reader = new CredentialReader(context);
	}

	/**
	 * @throws WebhookFailure `credentials` if n8n does not give one, or a required field is empty; `request` if a
	 * value is not allowed in a header
	 */
	async forItem(settings: Settings, itemIndex: number): Promise<ItemCredentials> {
		const asked = keyOf(settings);
		const key = (await this.isReadPerItem(settings)) ? `${itemIndex} ${asked}` : asked;
		const known = this.ofItems.get(key);
		if (known) return await known;
		const looking = unlessAborted(this.look(settings, itemIndex), this.signal, cancelled);
		this.ofItems.set(key, looking);
		return await looking;
	}

	/**
	 * Reads the credentials of all items ahead, so that the first item does not show secrets of the last.
	 * A credential that cannot be read fails its item later, not here.
	 * @returns the credentials, if all items have the same
	 */
	async readAhead(settings: Settings, items: number): Promise<ItemCredentials | undefined> {
		const count = (await this.isReadPerItem(settings)) ? items : 1;
		const found = new Set<ItemCredentials | undefined>();
		let next = 0;
		const readOn = async () => {
			while (next < count && !this.signal?.aborted)
				found.add(await this.forItem(settings, next++).catch(() => undefined));
		};
		await Promise.all(Array.from({ length: READ_AT_ONCE }, readOn));
		return found.size === 1 ? [...found][0] : undefined;
	}

	/** Whether items may have different credentials. */
	private async isReadPerItem(settings: CredentialSettings): Promise<boolean> {
		for (const { type } of neededCredentials(settings))
			if (await this.reader.isReadPerItem(type)) return true;
		return false;
	}

	private async look(settings: Settings, itemIndex: number): Promise<ItemCredentials> {
		const fields: Record<string, CredentialData> = {};
		for (const needed of neededCredentials(settings))
			fields[needed.type] = await this.read(needed, itemIndex);
		const type = CREDENTIAL_TYPES.oAuth2;
		const isPerItem =
			settings.authentication === 'oAuth2' && (await this.reader.hasItemExpressions(type)) === true;
		const key = JSON.stringify([keyOf(settings), fields]);
		const known = this.distinct.get(key);
		if (known) return known;
		const { context, reader, secrets, signal } = this;
		const source = { context, reader, type, itemIndex, isPerItem };
		const made = itemCredentials(settings, fields, (data) =>
			openOAuth2(data, source, { settings, secrets, signal }),
		);
		secrets.push(...made.authentication.secrets, ...made.secrets);
		this.distinct.set(key, made);
		return made;
	}

	private async read({ type, field }: NeededCredential, itemIndex: number): Promise<CredentialData> {
		try {
			return await this.reader.read(type, itemIndex);
		} catch (error) {
			throw notProvided(error, field);
		}
	}
}

/** What n8n says of a credential that it does not have. */
const UNKNOWN = /^Credential with ID .*(?:does not exist|was not found)/s;

function notProvided(error: unknown, field: NeededCredential['field']): WebhookFailure {
	const reason = error instanceof Error ? error.message : String(error);
	if (!UNKNOWN.test(reason))
		return new WebhookFailure('credentials', `n8n did not provide the credential: ${reason}`, {
			field,
			cause: error,
		});
	return new WebhookFailure('credentials', 'The chosen credential does not exist any more', {
		field,
		description:
			'It was deleted, or this workflow came from another n8n. Choose another one below Authentication.',
		cause: error,
	});
}

/** Equal for settings that ask for the same credentials. */
function keyOf({ authentication, signing, clientCertificate, operation, policyKey }: Settings): string {
	return JSON.stringify([authentication, signing, clientCertificate, operation, policyKey]);
}
