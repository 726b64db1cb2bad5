import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWords } from '../words.tsx';
import { sayProblem } from './problem.tsx';

type Options<Input, Output> = {
  /** First words of the lists that show something else afterwards. */
  refresh?: readonly string[];
  /** What is said when it is done. */
  said?: string;
  /** The refusal stands in the form, so it is not said aloud as well. */
  isSaidInPlace?: boolean;
  after?: (output: Output, input: Input) => void;
};

/** Something the page does through the API: once at a time, with what is said of it, and what to read anew. */
export function useDeed<Input, Output>(deed: (input: Input) => Promise<Output>, options: Options<Input, Output> = {}) {
  const client = useQueryClient();
  const words = useWords();
  const { mutate, mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: deed,
    onSuccess: async (output, input) => {
      await Promise.all((options.refresh ?? []).map((key) => client.invalidateQueries({ queryKey: [key] })));
      if (options.said) notifications.show({ message: options.said, color: 'pine' });
      options.after?.(output, input);
    },
    onError: (problem) => {
      if (!options.isSaidInPlace) notifications.show({ message: sayProblem(words, problem), color: 'red' });
    },
  });
  return { run: mutate, runAsync: mutateAsync, isPending, error, reset };
}
