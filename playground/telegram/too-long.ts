/** What Telegram says when a text is longer (or, inside an object, shorter) than its limit. */
const words: Record<string, string> = {
  'answerCallbackQuery.text': 'MESSAGE_TOO_LONG',
  'InlineKeyboardButton.callback_data': 'BUTTON_DATA_INVALID',
  'CopyTextButton.text': 'BUTTON_COPY_TEXT_INVALID',
  'BotCommand.command': 'BOT_COMMAND_INVALID',
  'BotCommand.description': 'BOT_COMMAND_DESCRIPTION_INVALID',
  'setWebhook.secret_token': 'secret token is too long',
  'sendInvoice.title': 'INVOICE_TITLE_INVALID',
  'sendInvoice.description': 'INVOICE_DESCRIPTION_INVALID',
  'sendInvoice.payload': 'INVOICE_PAYLOAD_INVALID',
  'createInvoiceLink.title': 'INVOICE_TITLE_INVALID',
  'createInvoiceLink.description': 'INVOICE_DESCRIPTION_INVALID',
  'createInvoiceLink.payload': 'INVOICE_PAYLOAD_INVALID',
  'setMyName.name': 'bot name is too long',
  'setMyDescription.description': 'bot description is too long',
  'setMyShortDescription.short_description': 'bot short description is too long',
  'sendContact.vcard': 'vCard is too long',
};

export function tooLongWords(owner: string, name: string): string {
  return words[`${owner}.${name}`] ?? `${name.replaceAll('_', ' ')} is too long`;
}
