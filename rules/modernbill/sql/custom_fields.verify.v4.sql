-- Each of a client's ten fields that has a title or is filled in by anybody; its title is the third of its ten columns of config, or
-- else the name of its column.
select 1 as number, coalesce(nullif(trim(config_3), ''), 'client_field_1') as title, config_4 as kind, config_2 as must
from (select 1 as one) o left join config on config_type = 'client_extras_1_5'
where trim(config_3) <> '' or exists (select 1 from client_info where trim(client_field_1) <> '')
union all
select 2, coalesce(nullif(trim(config_13), ''), 'client_field_2'), config_14, config_12
from (select 1 as one) o left join config on config_type = 'client_extras_1_5'
where trim(config_13) <> '' or exists (select 1 from client_info where trim(client_field_2) <> '')
union all
select 3, coalesce(nullif(trim(config_23), ''), 'client_field_3'), config_24, config_22
from (select 1 as one) o left join config on config_type = 'client_extras_1_5'
where trim(config_23) <> '' or exists (select 1 from client_info where trim(client_field_3) <> '')
union all
select 4, coalesce(nullif(trim(config_33), ''), 'client_field_4'), config_34, config_32
from (select 1 as one) o left join config on config_type = 'client_extras_1_5'
where trim(config_33) <> '' or exists (select 1 from client_info where trim(client_field_4) <> '')
union all
select 5, coalesce(nullif(trim(config_43), ''), 'client_field_5'), config_44, config_42
from (select 1 as one) o left join config on config_type = 'client_extras_1_5'
where trim(config_43) <> '' or exists (select 1 from client_info where trim(client_field_5) <> '')
union all
select 6, coalesce(nullif(trim(config_3), ''), 'client_field_6'), config_4, config_2
from (select 1 as one) o left join config on config_type = 'client_extras_6_10'
where trim(config_3) <> '' or exists (select 1 from client_info where trim(client_field_6) <> '')
union all
select 7, coalesce(nullif(trim(config_13), ''), 'client_field_7'), config_14, config_12
from (select 1 as one) o left join config on config_type = 'client_extras_6_10'
where trim(config_13) <> '' or exists (select 1 from client_info where trim(client_field_7) <> '')
union all
select 8, coalesce(nullif(trim(config_23), ''), 'client_field_8'), config_24, config_22
from (select 1 as one) o left join config on config_type = 'client_extras_6_10'
where trim(config_23) <> '' or exists (select 1 from client_info where trim(client_field_8) <> '')
union all
select 9, coalesce(nullif(trim(config_33), ''), 'client_field_9'), config_34, config_32
from (select 1 as one) o left join config on config_type = 'client_extras_6_10'
where trim(config_33) <> '' or exists (select 1 from client_info where trim(client_field_9) <> '')
union all
select 10, coalesce(nullif(trim(config_43), ''), 'client_field_10'), config_44, config_42
from (select 1 as one) o left join config on config_type = 'client_extras_6_10'
where trim(config_43) <> '' or exists (select 1 from client_info where trim(client_field_10) <> '')
