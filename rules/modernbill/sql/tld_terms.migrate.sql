-- Each TLD with each term that it is sold for; 0.00 is no price. The ending without the dot before it.
select tld_id, 1 as years, tld_1y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_1y + 0 <> 0
union all
select tld_id, 2 as years, tld_2y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_2y + 0 <> 0
union all
select tld_id, 3 as years, tld_3y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_3y + 0 <> 0
union all
select tld_id, 4 as years, tld_4y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_4y + 0 <> 0
union all
select tld_id, 5 as years, tld_5y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_5y + 0 <> 0
union all
select tld_id, 6 as years, tld_6y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_6y + 0 <> 0
union all
select tld_id, 7 as years, tld_7y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_7y + 0 <> 0
union all
select tld_id, 8 as years, tld_8y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_8y + 0 <> 0
union all
select tld_id, 9 as years, tld_9y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_9y + 0 <> 0
union all
select tld_id, 10 as years, tld_10y as price, case when trim(tld_extension) like '.%' then substr(trim(tld_extension), 2) else tld_extension end as ending,
       registrar_id, pack_id, tld_accepted, tld_transfer
from tld_config where tld_10y + 0 <> 0
