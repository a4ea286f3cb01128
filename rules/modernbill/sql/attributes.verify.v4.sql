-- What v4 says of a service beside its own columns, each with the name that v5 has for it.
select 'variable-' || v.cpv_id as reference, v.cp_id as service, v.cpv_name as name, coalesce(v.cpv_value, '') as value
from client_package_variables v
union all
select 'comments-' || p.cp_id, p.cp_id, 'ModernBill comments', p.cp_comments
from client_package p
where trim(coalesce(p.cp_comments, '')) <> ''
union all
select 'affiliate-' || p.cp_id, p.cp_id, 'ModernBill affiliate code', p.aff_code
from client_package p
where trim(coalesce(p.aff_code, '')) <> '' and lower(trim(p.aff_code)) not in (select lower(trim(aff_code)) from affiliate_config)
union all
-- A log-in that is not the one taken: of a domain's package, or less full than another of its package, or as full and younger.
select 'log-in-' || d.details_id, d.cp_id, 'ModernBill log-in ' || d.details_id,
       'user ' || trim(d.username) || ', server ' || trim(d.server) || ', ip ' || trim(coalesce(d.ip, ''))
from account_details d
join client_package p on p.cp_id = d.cp_id
where trim(d.username) <> ''
  and (p.pack_id in (select pack_id from tld_config)
       or exists (select 1 from account_details o
                  where o.cp_id = d.cp_id and trim(o.username) <> '' and o.details_id <> d.details_id
                    and ((case when trim(o.server) = '' then 0 else 1 end + case when trim(coalesce(o.ip, '')) = '' then 0 else 1 end + case when trim(coalesce(o.password, '')) = '' then 0 else 1 end + case when coalesce(o.domain_id, 0) = 0 then 0 else 1 end)
                         > (case when trim(d.server) = '' then 0 else 1 end + case when trim(coalesce(d.ip, '')) = '' then 0 else 1 end + case when trim(coalesce(d.password, '')) = '' then 0 else 1 end + case when coalesce(d.domain_id, 0) = 0 then 0 else 1 end)
                         or (case when trim(o.server) = '' then 0 else 1 end + case when trim(coalesce(o.ip, '')) = '' then 0 else 1 end + case when trim(coalesce(o.password, '')) = '' then 0 else 1 end + case when coalesce(o.domain_id, 0) = 0 then 0 else 1 end)
                            = (case when trim(d.server) = '' then 0 else 1 end + case when trim(coalesce(d.ip, '')) = '' then 0 else 1 end + case when trim(coalesce(d.password, '')) = '' then 0 else 1 end + case when coalesce(d.domain_id, 0) = 0 then 0 else 1 end) and o.details_id < d.details_id)))
