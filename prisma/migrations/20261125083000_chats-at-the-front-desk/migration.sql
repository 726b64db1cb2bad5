-- A chat with the company begins at the front desk, and its service says in whose channel it goes on.
update conversation set service = 'front-desk' where ticket_id is null and service = 'general';
