from alembic import op

import shop.models

revision = "0004"
down_revision = "0003"


def upgrade():
    op.get_bind().execute(shop.models.Role.__table__.update().values(name="x").where(shop.models.Role.name == "y"))


def downgrade():
    pass
