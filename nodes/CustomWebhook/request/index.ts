import type { Settings } from '../settings';
import { planAssembly } from './assemble';
import { planBatches } from './batch';
import { planBody, planJson } from './body';
import { aboutBody, planHead } from './head';
import { inCommand } from './in-command';
import { planKey } from './key';
import type { Compile } from './pairs';
import type { RequestPlan } from './plan';
import type { AppliedCredential } from './types';

export { BatchKeys, type BatchPart, type BatchPlan } from './batch';
export { applyCredential } from './credential';
export { withDoubt } from './credential-doubt';
export { UNKNOWN_TYPE, type FileSource } from './files';
export { derivedKey } from './key';
export { withUsualHeaders } from './headers';
export { failureInCommand } from './in-command';
export { compileUrl } from './service-url';
export { atFirstPage, withPageParameter } from './page-parameter';
export {
	previewRequest,
	sentRequest,
	shortened,
	showBody,
	showRequest,
	unresolvedPaths,
	type RequestPreview,
	type ShownBody,
} from './preview';
export { urlAtService } from './service-url';
export { atTestAddress, withoutSecrets } from './test-address';
export type { RequestPlan } from './plan';
export type { AppliedCredential, CredentialData } from './types';
export { addQuery } from './url';

/** Settings and credential → the plan by which each item becomes a request. */
export function planRequest(
	settings: Settings,
	credential: AppliedCredential,
	compileField: Compile,
): RequestPlan {
	const compile = settings.requestFrom === 'curl' ? inCommand(compileField) : compileField;
	const headFor = planHead(settings, credential, compile);
	const keyFor = planKey(settings.idempotency, compileField);
	const assemble = planAssembly(settings, credential);
	const buildBody = planBody(settings.body, compile, settings.templates.queryArrays);
	const plan: RequestPlan = {
		async build(scope, files) {
			const head = headFor(scope);
			const body = await buildBody(scope, files, aboutBody(head));
			return assemble(head, body, keyFor(scope, head.typed));
		},
	};
	const json = planJson(settings.body, compile);
	const batch = planBatches(settings, { headFor, json, keyFor, assemble }, compileField);
	return batch ? { ...plan, batch } : plan;
}
