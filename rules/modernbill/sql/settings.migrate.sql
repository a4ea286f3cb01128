-- Columns of config that modernbill.md and v4's own settings pages give a meaning to; an empty one is no setting.
select name, value from (
    select 'daily_generator' as name, config_12 as value from config where config_type = 'main'
    union all select 'registrars', config_30 from config where config_type = 'main'
    union all select 'server_types', config_31 from config where config_type = 'main'
    union all select 'servers', config_33 from config where config_type = 'main'
    union all select 'prorate_threshold_day', config_50 from config where config_type = 'main'
    union all select 'paypal_number', config_29 from config where config_type = 'payments'
    union all select 'worldpay_number', config_44 from config where config_type = 'payments'
    union all select 'tax_on', config_34 from config where config_type = 'payments'
    union all select 'tax_kind', config_35 from config where config_type = 'payments'
    union all select 'tax_number', config_36 from config where config_type = 'payments'
    union all select 'tax_rate', config_37 from config where config_type = 'payments'
) s where trim(value) <> ''
