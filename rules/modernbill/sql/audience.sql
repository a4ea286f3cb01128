-- Name, address and language of each active client.
select trim(coalesce(client_fname, '') || ' ' || coalesce(client_lname, '')) as name, trim(client_email) as email, trim(default_translation) as language
from client_info
where trim(client_status) = '2' and trim(client_email) <> ''
order by client_id
