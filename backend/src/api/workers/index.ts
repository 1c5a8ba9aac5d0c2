export { WorkersModule } from './workers.module';
export { WorkersService } from './workers.service';
