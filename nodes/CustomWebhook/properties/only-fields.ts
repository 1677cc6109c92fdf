import type { IDisplayOptions } from 'n8n-workflow';

/** For fields whose value a cURL command gives. */
export const onlyFields = { hide: { requestFrom: ['curl'] } } satisfies IDisplayOptions;
