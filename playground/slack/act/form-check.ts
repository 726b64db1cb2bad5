import type { Json, View } from '../model.ts';
import { stateful } from '../values.ts';

// What Slack's own client refuses before it sends a form.

/** block_id → complaint, empty when the form may be sent. */
export function complaints(view: View): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input') continue;
    const complaint = complaintOf(block, view);
    if (complaint) found[String(block.block_id)] = complaint;
  }
  return found;
}

function complaintOf(block: Json, view: View): string | null {
  const element = block.element as Json;
  const kind = stateful[String(element.type)];
  const state = view.values[String(block.block_id)]?.[String(element.action_id)];
  const value = kind && state ? state[kind.member] : null;
  const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional === true ? null : 'Please complete this required field.';
  if (typeof value === 'string') return textComplaint(element, value);
  if (element.type === 'file_input') return fileComplaint(element, value as Json[]);
  const most = element.max_selected_items;
  if (Array.isArray(value) && typeof most === 'number' && value.length > most) {
    return `Please select no more than ${most} items.`;
  }
  return null;
}

function fileComplaint(element: Json, files: readonly Json[]): string | null {
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  if (files.length > most) return `Please select no more than ${most} files.`;
  const allowed = element.filetypes as string[] | undefined;
  const refused = allowed && files.find((file) => !allowed.includes(String(file.filetype)));
  return refused ? `${String(refused.name)}: files of this type are not accepted.` : null;
}

function textComplaint(element: Json, value: string): string | null {
  switch (element.type) {
    case 'plain_text_input': {
      const most = typeof element.max_length === 'number' ? element.max_length : 3000;
      const least = typeof element.min_length === 'number' ? element.min_length : 0;
      if (value.trim() === '') return 'Please complete this required field.';
      if (value.length < least) return `This entry must be at least ${least} characters.`;
      if (value.length > most) return `This entry must be less than ${most + 1} characters.`;
      return null;
    }
    case 'number_input':
      return numberComplaint(element, value);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : 'Enter a valid email address.';
    case 'url_text_input':
      return /^https?:\/\/[^\s]+$/.test(value) ? null : 'Enter a valid URL.';
    case 'datepicker':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : 'Enter a valid date.';
    case 'timepicker':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : 'Enter a valid time.';
    default:
      return null;
  }
}

function numberComplaint(element: Json, value: string): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Enter a number of at least ${String(element.min_value)}.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Enter a number of at most ${String(element.max_value)}.`;
  }
  return null;
}
