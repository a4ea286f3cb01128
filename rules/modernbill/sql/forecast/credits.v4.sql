select credit_id as credit, client_id as client, credit_amount as amount, credit_comments as note, credit_stamp as given from client_credit
