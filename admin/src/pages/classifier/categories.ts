import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api.ts';

/** All categories of requests, archived ones last. */
export function useCategories() {
  return useQuery({ queryKey: ['categories'], queryFn: () => answerOf(api.GET('/api/v1/categories')) });
}
