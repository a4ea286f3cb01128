-- Fields of clients with values and without a label.
select 'client_extras_1_5' as config_type, 1 as slot from (select 1 as one) o where coalesce((select trim(config_3) from config where config_type = 'client_extras_1_5'), '') = ''
    and exists (select 1 from client_info where trim(client_field_1) <> '')
union all
select 'client_extras_1_5', 2 from (select 1 as one) o where coalesce((select trim(config_13) from config where config_type = 'client_extras_1_5'), '') = ''
    and exists (select 1 from client_info where trim(client_field_2) <> '')
union all
select 'client_extras_1_5', 3 from (select 1 as one) o where coalesce((select trim(config_23) from config where config_type = 'client_extras_1_5'), '') = ''
    and exists (select 1 from client_info where trim(client_field_3) <> '')
union all
select 'client_extras_1_5', 4 from (select 1 as one) o where coalesce((select trim(config_33) from config where config_type = 'client_extras_1_5'), '') = ''
    and exists (select 1 from client_info where trim(client_field_4) <> '')
union all
select 'client_extras_1_5', 5 from (select 1 as one) o where coalesce((select trim(config_43) from config where config_type = 'client_extras_1_5'), '') = ''
    and exists (select 1 from client_info where trim(client_field_5) <> '')
union all
select 'client_extras_6_10', 6 from (select 1 as one) o where coalesce((select trim(config_3) from config where config_type = 'client_extras_6_10'), '') = ''
    and exists (select 1 from client_info where trim(client_field_6) <> '')
union all
select 'client_extras_6_10', 7 from (select 1 as one) o where coalesce((select trim(config_13) from config where config_type = 'client_extras_6_10'), '') = ''
    and exists (select 1 from client_info where trim(client_field_7) <> '')
union all
select 'client_extras_6_10', 8 from (select 1 as one) o where coalesce((select trim(config_23) from config where config_type = 'client_extras_6_10'), '') = ''
    and exists (select 1 from client_info where trim(client_field_8) <> '')
union all
select 'client_extras_6_10', 9 from (select 1 as one) o where coalesce((select trim(config_33) from config where config_type = 'client_extras_6_10'), '') = ''
    and exists (select 1 from client_info where trim(client_field_9) <> '')
union all
select 'client_extras_6_10', 10 from (select 1 as one) o where coalesce((select trim(config_43) from config where config_type = 'client_extras_6_10'), '') = ''
    and exists (select 1 from client_info where trim(client_field_10) <> '')
