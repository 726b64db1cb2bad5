import type { Api } from 'grammy';
import type { CompanyInfo } from '#api/company/company.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { commands } from '#bot/resident/menu.ts';
import { locales, translator } from '#locales/translate.ts';

/**
 * Tells Telegram what to show before the first word: commands, description and menu button, in every language. A failure
 * costs nothing but the looks, so it is logged and passed over.
 */
export async function introduce(ctx: Ctx, api: Api, company: CompanyInfo): Promise<void> {
  for (const locale of locales) {
    const t = translator(locale);
    // Telegram shows what has no language code to everybody else.
    const forLanguage = locale === 'en' ? {} : { language_code: locale };
    const values = { company: company.name, phone: company.emergencyPhone, office: company.officePhone };
    try {
      await api.setMyCommands(commands(locale), forLanguage);
      await api.setMyDescription(t('resident.bot.description', values).slice(0, 512), forLanguage);
      await api.setMyShortDescription(t('resident.bot.short-description', values).slice(0, 120), forLanguage);
    } catch (error) {
      ctx.log.warn({ error, locale }, 'bot not introduced');
    }
  }
  await api.setChatMenuButton({ menu_button: { type: 'commands' } }).catch((error: unknown) => {
    ctx.log.warn({ error }, 'menu button not set');
  });
}
