/** Access to n8n: credentials, tokens, files, the operator's guard, the log, hints. */
export { callWorkflow, workflowsUnderWay, type CallResult } from './call-workflow';
export { itemKeysOf, type ItemKeys } from './item-keys';
export { currentCall, type SavedCall } from './saved-call';
export { emptyInputs, savedInput } from './saved-input';
export { loadSavedInputs } from './saved-inputs';
export { isFailureConnected } from './connections';
export { testCredential } from './credential-test';
export { CredentialBook } from './credential-book';
export { missingCredentials } from './credential-types';
export type { ItemCredentials } from './credentials';
export { egressOf } from './egress';
export { filesOf, keepFile } from './files';
export { makeFindable } from './custom-data';
export { logBug } from './log';
export { RunLog } from './run-log';
export { showHints } from './show-hints';
export { evaluatorOf, type Evaluate } from './expressions';
