import { WebhookFailure } from '../failure';
import type { AppliedCredential } from './types';

/** The service takes the credential for wrong, or for one that may not do this. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([401, 403]);

/** Fields that begin or end with a space, which nobody sees in a hidden field. @param fields by their labels */
export function doubtOf(fields: Readonly<Record<string, string>>): Pick<AppliedCredential, 'doubt'> {
	const names = Object.keys(fields).filter((name) => fields[name] !== fields[name]?.trim());
	if (names.length === 0) return {};
	const [begin, value] = names.length === 1 ? ['begins or ends', 'value'] : ['begin or end', 'values'];
	return {
		doubt: `${names.join(' and ')} of the credential ${begin} with a space. If it does not belong there, enter the ${value} again.`,
	};
}

/** The failure, with the credential's doubt if the service refused it. */
export function withDoubt(
	failure: WebhookFailure,
	{ doubt }: Pick<AppliedCredential, 'doubt'>,
	statusCode: number | undefined,
): WebhookFailure {
	if (doubt === undefined || !REFUSALS.has(statusCode)) return failure;
	const { kind, message, description } = failure;
	const told = description === undefined ? doubt : `${doubt} ${description}`;
	return new WebhookFailure(kind, message, { ...failure, description: told, cause: failure.cause });
}
