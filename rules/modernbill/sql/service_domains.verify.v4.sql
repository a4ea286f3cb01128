-- Domains that a package names and its client's domains do not; of packages that name the same one, the oldest.
select min(p.cp_id) as cp_id, p.client_id as client, lower(trim(p.domain)) as name
from client_package p
where trim(p.domain) <> ''
  and not exists (select 1 from domain_names n
                  where n.client_id = p.client_id and lower(trim(n.domain_name)) = lower(trim(p.domain)))
group by p.client_id, lower(trim(p.domain))
