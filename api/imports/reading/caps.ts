import type { SettingValue } from '#api/company/settings.ts';

/** What one file may cost: the setting `import-caps`. */
export type ImportCaps = SettingValue<'import-caps'>;
