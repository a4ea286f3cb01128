-- When services of active clients renew: what v4 will make invoices of. 0 and 1 are no dates.
select p.cp_renew_stamp
from client_package p
join client_info c on c.client_id = p.client_id
where p.cp_renew_stamp >= ? and p.cp_renew_stamp < ? and p.cp_renew_stamp > 1 and trim(p.cp_status) = '2' and trim(c.client_status) = '2'
