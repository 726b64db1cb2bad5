import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Editor } from './editor.tsx';

export function NewNewsPage() {
  return <Editor />;
}

/** A published post is not edited: the address leads to the post. */
export function EditNewsPage() {
  const { id = '' } = useParams();
  const { data: post, error } = useQuery({
    queryKey: ['news', 'post', id],
    queryFn: () => answerOf(api.GET('/api/v1/news/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <Problem error={error} />;
  if (!post) return <Waiting />;
  if (post.state !== 'draft') return <Navigate to={`/news/${id}`} replace />;
  return <Editor draft={post} />;
}
